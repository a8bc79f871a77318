{{- define "fleetcast.labels" -}}
app.kubernetes.io/name: fleetcast
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "fleetcast.selector" -}}
app.kubernetes.io/name: fleetcast
{{- end }}
