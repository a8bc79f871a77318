package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application's pods in a set of manifests. */
public record ApplicationPods(Manifests manifests) {

    public static ApplicationPods of(Rendering rendering) throws IOException, InterruptedException {
        return new ApplicationPods(rendering.manifests());
    }

    Deployment deployment() {
        return manifests.only(Deployment.class);
    }

    Map<String, String> labels() {
        return deployment().getSpec().getTemplate().getMetadata().getLabels();
    }

    PodSpec spec() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    Container container() {
        assertThat(spec().getContainers()).hasSize(1);
        return spec().getContainers().get(0);
    }

    /** Variables set one by one; the others come from the ConfigMap. */
    List<EnvVar> variables() {
        return container().getEnv();
    }

    /** All variables; the value is empty if it comes from a secret. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        container()
                .getEnvFrom()
                .forEach(source -> all.putAll(manifests
                        .named(ConfigMap.class, source.getConfigMapRef().getName())
                        .getData()));
        variables()
                .forEach(variable ->
                        all.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue()));
        return all;
    }
}
