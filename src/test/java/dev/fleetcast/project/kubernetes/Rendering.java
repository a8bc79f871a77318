package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A directory of {@code k8s} as {@code kubectl kustomize} renders it. */
public enum Rendering {
    BASE("base"),
    DEV("overlays/dev"),
    PRODUCTION("overlays/production"),
    KAFKA("kafka"),
    INGRESS_NGINX("components/ingress-nginx"),
    INGRESS_TRAEFIK("components/ingress-traefik"),
    GATEWAY_ENVOY("components/gateway-envoy");

    private final String directory;
    private Manifests manifests;

    Rendering(String directory) {
        this.directory = "k8s/" + directory;
    }

    /** The manifests; skips the test where kubectl is missing. */
    synchronized Manifests manifests() throws IOException, InterruptedException {
        if (manifests == null) {
            manifests = Manifests.parse(render());
        }
        return manifests;
    }

    private String render() throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder(Tools.require("kubectl").toString(), "kustomize", directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as("exit code of kubectl").isZero();
        return rendered;
    }
}
