package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The Helm chart makes the same as the directories for kustomize. */
class ChartTest {

    @Test
    void withoutValuesItMakesTheBase() throws Exception {
        Manifests chart = Rendering.CHART.manifests();
        Manifests base = Rendering.BASE.manifests();

        assertThat(chart.only(Service.class).getSpec())
                .isEqualTo(base.only(Service.class).getSpec());
        assertThat(chart.only(PodDisruptionBudget.class).getSpec())
                .isEqualTo(base.only(PodDisruptionBudget.class).getSpec());
        assertThat(chart.only(NetworkPolicy.class).getSpec())
                .isEqualTo(base.only(NetworkPolicy.class).getSpec());
        assertThat(chart.only(ConfigMap.class).getData())
                .isEqualTo(base.only(ConfigMap.class).getData());
        assertThat(pods(Rendering.CHART)).isEqualTo(pods(Rendering.BASE));
        assertThat(replacing(chart)).isEqualTo(replacing(base));
        assertThat(chart.all()).hasSameSizeAs(base.all());
    }

    @Test
    void withOperatorsItMakesWhatTheComponentsDo() throws Exception {
        Manifests chart = Rendering.CHART_PRODUCTION.manifests();
        Manifests production = Rendering.PRODUCTION.manifests();

        assertThat(chart.only(HorizontalPodAutoscaler.class).getSpec())
                .isEqualTo(production.only(HorizontalPodAutoscaler.class).getSpec());
        assertThat(chart.only(Gateway.class).getSpec())
                .isEqualTo(production.only(Gateway.class).getSpec());
        assertThat(chart.only(HTTPRoute.class).getSpec())
                .isEqualTo(production.only(HTTPRoute.class).getSpec());
        assertThat(chart.only(ServiceMonitor.class).getSpec())
                .isEqualTo(production.only(ServiceMonitor.class).getSpec());
        assertThat(chart.only(Deployment.class).getSpec().getReplicas()).isNull();
        assertThat(pods(Rendering.CHART_PRODUCTION)).isEqualTo(pods(Rendering.PRODUCTION));
        assertThat(ApplicationPods.of(Rendering.CHART_PRODUCTION).environment())
                .containsAllEntriesOf(ApplicationPods.of(Rendering.PRODUCTION).environment());
    }

    /** The pods without what both name differently: the image, and the ConfigMap, whose name kustomize makes of its content. */
    private static PodSpec pods(Rendering rendering) throws IOException, InterruptedException {
        return new PodSpecBuilder(ApplicationPods.of(rendering).spec())
                .editFirstContainer()
                .withImage(null)
                .withImagePullPolicy(null)
                .withEnvFrom()
                .endContainer()
                .build();
    }

    private static DeploymentSpec replacing(Manifests manifests) {
        return manifests
                .only(Deployment.class)
                .edit()
                .editSpec()
                .withTemplate(null)
                .endSpec()
                .build()
                .getSpec();
    }
}
