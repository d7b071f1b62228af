// What the page uses of three; its own package brings no types.
declare module 'three' {
  export class BufferAttribute {
    constructor(array: ArrayLike<number>, size: number, normalized?: boolean);
  }
  export class BufferGeometry {
    setAttribute(name: string, attribute: BufferAttribute): this;
    dispose(): void;
  }
  export class Color {
    constructor(colour: number);
  }
  interface Uniform {
    value: unknown;
  }
  export class ShaderMaterial {
    constructor(parameters: { vertexShader: string; fragmentShader: string; uniforms: Record<string, Uniform> });
    uniforms: Record<string, Uniform>;
    dispose(): void;
  }
  export class LineBasicMaterial {
    constructor(parameters: { color: number; transparent: boolean; opacity: number });
    dispose(): void;
  }
  class Object3D {
    frustumCulled: boolean;
  }
  export class Points extends Object3D {
    constructor(geometry: BufferGeometry, material: ShaderMaterial);
  }
  export class LineSegments extends Object3D {
    constructor(geometry: BufferGeometry, material: LineBasicMaterial);
  }
  export class Scene {
    background: Color | null;
    add(...objects: Object3D[]): this;
    remove(...objects: Object3D[]): this;
  }
  export class PerspectiveCamera {
    constructor(fov: number, aspect: number, near: number, far: number);
    aspect: number;
    position: { set(x: number, y: number, z: number): void };
    up: { set(x: number, y: number, z: number): void };
    lookAt(x: number, y: number, z: number): void;
    updateProjectionMatrix(): void;
  }
  export class WebGLRenderer {
    constructor(parameters: { canvas: HTMLCanvasElement; antialias: boolean });
    setPixelRatio(ratio: number): void;
    setSize(width: number, height: number, style: boolean): void;
    render(scene: Scene, camera: PerspectiveCamera): void;
    dispose(): void;
    forceContextLoss(): void;
  }
}
