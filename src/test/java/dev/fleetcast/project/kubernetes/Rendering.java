package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.fleetcast.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A directory of {@code k8s} as {@code kubectl kustomize} renders it, or the chart with a file of values as Helm does. */
public enum Rendering {
    BASE("base"),
    DEV("overlays/dev"),
    PRODUCTION("overlays/production"),
    KAFKA("kafka"),
    STRIMZI_SECRETS("components/strimzi-secrets"),
    INGRESS_NGINX("components/ingress-nginx"),
    INGRESS_TRAEFIK("components/ingress-traefik"),
    GATEWAY_ENVOY("components/gateway-envoy"),
    CHART("chart/values.yaml"),
    CHART_PRODUCTION("chart/values-production.yaml");

    /** The oldest that is supported. */
    private static final String KUBERNETES = "1.30.0";

    private final Path source;
    private Manifests manifests;

    Rendering(String source) {
        this.source = Path.of("k8s").resolve(source);
    }

    /** The manifests; skips the test where kubectl is missing. */
    synchronized Manifests manifests() throws IOException, InterruptedException {
        if (manifests == null) {
            manifests = Manifests.parse(source.toString().endsWith(".yaml") ? helm() : kustomize());
        }
        return manifests;
    }

    private String kustomize() throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder(Tools.require("kubectl").toString(), "kustomize", source.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as("exit code of kubectl").isZero();
        return rendered;
    }

    private String helm() {
        TemplateCommand template = new Helm(source.getParent()).template();
        return template.withName("fleetcast")
                .withNamespace("fleetcast")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(source)
                .call();
    }
}
