import { BufferAttribute, BufferGeometry, Color, LineBasicMaterial, LineSegments, PerspectiveCamera, Points, Scene, ShaderMaterial, WebGLRenderer } from 'three';
import type { Cloud, Painter, Shown } from './cloud';
import { Orbit } from './orbit';

const VERTEX = `
attribute vec3 colour;
attribute float layer;
attribute float owner;
uniform float first;
uniform float last;
uniform float chosen;
uniform float size;
varying vec3 shade;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * seen;
  bool picked = owner == chosen;
  gl_PointSize = max(picked ? 3.6 : 2.6, size / -seen.z);
  float haze = clamp(1.25 - 0.16 * -seen.z, 0.55, 1.0);
  shade = picked ? vec3(1.0) : colour * haze * (chosen < 0.0 ? 1.0 : 0.6);
  if (layer < first || layer > last) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;
const FRAGMENT = `
varying vec3 shade;
void main() {
  gl_FragColor = vec4(shade, 1.0);
}`;

/** Draws a cloud by WebGL: all points by one call, clipped by layer there. */
export class SpacePainter implements Painter {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(Orbit.FOV, 1, 0.01, 40);
  private readonly material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { first: { value: 0 }, last: { value: 0 }, chosen: { value: -1 }, size: { value: 1 } },
  });
  private readonly lineMaterial = new LineBasicMaterial({ color: 0xffffff, transparent: true, opacity: 0.3 });
  private points: Points | null = null;
  private lines: LineSegments | null = null;
  private geometries: BufferGeometry[] = [];
  private size = 0.001;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly orbit: Orbit,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.scene.background = new Color(0x0b0d10);
    this.camera.up.set(0, 0, 1);
  }

  set(cloud: Cloud): void {
    this.clear();
    const geometry = new BufferGeometry()
      .setAttribute('position', new BufferAttribute(cloud.positions, 3))
      .setAttribute('colour', new BufferAttribute(cloud.colours, 3, true))
      .setAttribute('layer', new BufferAttribute(Float32Array.from(cloud.layers), 1))
      .setAttribute('owner', new BufferAttribute(Float32Array.from(cloud.owners), 1));
    const edges = new BufferGeometry().setAttribute('position', new BufferAttribute(cloud.lines, 3));
    this.points = new Points(geometry, this.material);
    this.lines = new LineSegments(edges, this.lineMaterial);
    this.points.frustumCulled = false;
    this.lines.frustumCulled = false;
    this.geometries = [geometry, edges];
    this.scene.add(this.points, this.lines);
    this.size = cloud.size;
  }

  draw(shown: Shown): void {
    const { orbit, camera, canvas } = this;
    this.renderer.setSize(canvas.clientWidth, canvas.clientHeight, false);
    camera.aspect = canvas.clientWidth / Math.max(1, canvas.clientHeight);
    camera.updateProjectionMatrix();
    camera.position.set(...orbit.eye);
    camera.lookAt(...orbit.target);
    const pixels = (canvas.height / 2) / Math.tan((Orbit.FOV * Math.PI) / 360);
    Object.entries({ first: shown.from, last: shown.to, chosen: shown.chosen, size: this.size * pixels }).forEach(([name, value]) => {
      this.material.uniforms[name]!.value = value;
    });
    this.renderer.render(this.scene, camera);
  }

  close(): void {
    this.clear();
    this.material.dispose();
    this.lineMaterial.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private clear(): void {
    if (this.points) this.scene.remove(this.points);
    if (this.lines) this.scene.remove(this.lines);
    this.geometries.forEach((g) => g.dispose());
    this.geometries = [];
  }
}
