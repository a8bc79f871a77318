package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.ConfigurationTable;
import dev.fleetcast.project.MetricsTable;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AutoscalingTest {

    @Test
    void itScalesTheApplicationAndNobodyElseDoes() throws Exception {
        ApplicationPods pods = ApplicationPods.of(Rendering.PRODUCTION);
        var target = autoscaler().getScaleTargetRef();

        assertThat(target.getApiVersion() + "/" + target.getKind()).isEqualTo("apps/v1/Deployment");
        assertThat(target.getName()).isEqualTo(pods.deployment().getMetadata().getName());
        assertThat(pods.deployment().getSpec().getReplicas()).isNull();
        assertThat(autoscaler().getMinReplicas()).isEqualTo(3);
    }

    @Test
    void replicasAreAddedBeforeTheyAreFull() throws Exception {
        var streams = autoscaler().getMetrics().stream()
                .map(MetricSpec::getPods)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        double full = Double.parseDouble(ConfigurationTable.defaultOf("fleetcast.stream.max-per-node"));

        assertThat(MetricsTable.namesInPrometheus())
                .contains(streams.getMetric().getName());
        assertThat(streams.getTarget().getAverageValue().getNumericalAmount().doubleValue())
                .isLessThanOrEqualTo(0.8 * full);
        assertThat(ApplicationPods.of(Rendering.PRODUCTION).environment())
                .doesNotContainKey("FLEETCAST_STREAM_MAX_PER_NODE");
    }

    @Test
    void replicasAreTakenAwayOneByOneAndRarely() throws Exception {
        var down = autoscaler().getBehavior().getScaleDown();

        assertThat(down.getStabilizationWindowSeconds()).isGreaterThanOrEqualTo(600);
        assertThat(down.getPolicies()).singleElement().satisfies(policy -> {
            assertThat(policy.getType()).isEqualTo("Pods");
            assertThat(policy.getValue()).isEqualTo(1);
            assertThat(policy.getPeriodSeconds()).isGreaterThanOrEqualTo(300);
        });
    }

    private static HorizontalPodAutoscalerSpec autoscaler() throws IOException, InterruptedException {
        return Rendering.PRODUCTION
                .manifests()
                .only(HorizontalPodAutoscaler.class)
                .getSpec();
    }
}
