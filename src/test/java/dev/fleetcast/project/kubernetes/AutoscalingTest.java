package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.ConfigurationTable;
import dev.fleetcast.project.MetricsTable;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.PodsMetricSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AutoscalingTest {

    private static final Pattern RULE =
            Pattern.compile("name: \\{as: (\\w+)}\\s+metricsQuery: 'sum\\(\\{__name__=~\"([^\"]+)\"");

    @Test
    void onlyTheAutoscalerScalesTheApplication() throws Exception {
        ApplicationPods pods = ApplicationPods.of(Rendering.PRODUCTION);
        var target = autoscaler().getScaleTargetRef();

        assertThat(target.getApiVersion() + "/" + target.getKind()).isEqualTo("apps/v1/Deployment");
        assertThat(target.getName()).isEqualTo(pods.deployment().getMetadata().getName());
        assertThat(pods.deployment().getSpec().getReplicas()).isNull();
        assertThat(autoscaler().getMinReplicas()).isEqualTo(3);
    }

    @Test
    void replicasAreAddedBeforeTheyAreFull() throws Exception {
        PodsMetricSource connections = connections();

        for (String limit : List.of("fleetcast.stream.max-per-node", "fleetcast.channel.max-feeds")) {
            double full = Double.parseDouble(ConfigurationTable.defaultOf(limit));
            assertThat(connections
                            .getTarget()
                            .getAverageValue()
                            .getNumericalAmount()
                            .doubleValue())
                    .isLessThanOrEqualTo(0.8 * full);
        }
        assertThat(ApplicationPods.of(Rendering.PRODUCTION).environment())
                .doesNotContainKeys("FLEETCAST_STREAM_MAX_PER_NODE", "FLEETCAST_CHANNEL_MAX_FEEDS");
    }

    /** Kubernetes gets the number by a rule of the adapter; the documentation has the rule. */
    @Test
    void connectionsAreCountedByTheRuleThatIsShown() throws Exception {
        Matcher rule = RULE.matcher(Files.readString(Path.of("docs", "operations.md")));

        assertThat(rule.find()).isTrue();
        assertThat(rule.group(1)).isEqualTo(connections().getMetric().getName());
        Pattern counted = Pattern.compile(rule.group(2));
        assertThat(MetricsTable.namesInPrometheus())
                .filteredOn(name -> counted.matcher(name).matches())
                .containsExactlyInAnyOrder("fleetcast_streams_open", "fleetcast_channel_feeds_open");
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

    private static PodsMetricSource connections() throws IOException, InterruptedException {
        return autoscaler().getMetrics().stream()
                .map(MetricSpec::getPods)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static HorizontalPodAutoscalerSpec autoscaler() throws IOException, InterruptedException {
        return Rendering.PRODUCTION
                .manifests()
                .only(HorizontalPodAutoscaler.class)
                .getSpec();
    }
}
