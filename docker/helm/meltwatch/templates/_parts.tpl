{{- define "meltwatch.name" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "meltwatch.selector" -}}
app.kubernetes.io/name: meltwatch
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "meltwatch.labels" -}}
{{ include "meltwatch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- /* The image of a name: [root, name]. */ -}}
{{- define "meltwatch.image" -}}
{{- $root := index . 0 -}}
{{- with $root.Values.images.registry }}{{ . }}/{{ end }}meltwatch/{{ index . 1 }}:{{ $root.Values.images.version | default $root.Chart.AppVersion }}
{{- end }}

{{- define "meltwatch.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.images.pullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
terminationGracePeriodSeconds: 30
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .Values.user }}
  runAsGroup: {{ .Values.user }}
  fsGroup: {{ .Values.user }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "meltwatch.container" -}}
imagePullPolicy: {{ .Values.images.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "meltwatch.mounts" -}}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: results, mountPath: /results}
{{- end }}

{{- define "meltwatch.volumes" -}}
volumes:
  - name: tmp
    emptyDir: {sizeLimit: 4Gi}
  - name: results
    persistentVolumeClaim:
      claimName: {{ .Values.results.existingClaim | default (printf "%s-results" (include "meltwatch.name" .)) }}
{{- end }}

{{- /* Probes of a port: [port, path or nothing]. A JVM may be busy for long; only one that does not answer for a minute
       is started anew. */ -}}
{{- define "meltwatch.probes" -}}
{{- $ask := printf "tcpSocket: {port: %v}" (index . 0) -}}
{{- if gt (len .) 1 }}{{ $ask = printf "httpGet: {port: %v, path: %s}" (index . 0) (index . 1) }}{{ end -}}
startupProbe:
  {{ $ask }}
  periodSeconds: 2
  failureThreshold: 60
readinessProbe:
  {{ $ask }}
  periodSeconds: 5
  timeoutSeconds: 5
livenessProbe:
  {{ $ask }}
  periodSeconds: 20
  timeoutSeconds: 10
  failureThreshold: 3
{{- end }}

{{- define "meltwatch.challengerUrl" -}}
{{- if .Values.challenger.enabled -}}
http://{{ include "meltwatch.name" . }}-challenger:8866
{{- else -}}
{{ required "challenger.url must be given where challenger.enabled is false" .Values.challenger.url }}
{{- end -}}
{{- end }}

{{- define "meltwatch.clusterHost" -}}
{{- if eq .Values.engine "spark" -}}
{{ include "meltwatch.name" . }}-master
{{- else if .Values.flink.operator.enabled -}}
{{ include "meltwatch.name" . }}-flink-rest
{{- else -}}
{{ include "meltwatch.name" . }}-jobmanager
{{- end -}}
{{- end }}

{{- define "meltwatch.clusterPort" -}}
{{- if eq .Values.engine "spark" }}7077{{ else }}8081{{ end -}}
{{- end }}

{{- define "meltwatch.topic" -}}
{{ .Values.kafka.topic | default (printf "benchmarks-%s-%s" (include "meltwatch.name" .) .Values.run.name) }}
{{- end }}
