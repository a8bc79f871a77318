package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.project.ConfigurationTable;
import dev.fleetcast.project.MetricsTable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitoringTest {

    private static final Pattern METRIC = Pattern.compile("\\bfleetcast_[a-z_]+");
    private static final Pattern ALERT_ROW = Pattern.compile("(?m)^\\| `(Fleetcast[A-Za-z]+)` \\|");

    @Test
    void prometheusAsksTheServiceForItsMetrics() throws Exception {
        var monitor =
                Rendering.PRODUCTION.manifests().only(ServiceMonitor.class).getSpec();
        Service service = Rendering.PRODUCTION.manifests().named(Service.class, "fleetcast");

        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSelector().getMatchLabels());
        assertThat(monitor.getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(endpoint.getPort())
                    .isEqualTo(service.getSpec().getPorts().get(0).getName());
        });
    }

    @Test
    void alertsKnowTheMetricsTheyAreAbout() throws Exception {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> assertThatMetricsExist(expression(alert)));
    }

    @Test
    void alertsHaveASeverityAndADescription() throws Exception {
        assertThat(alerts())
                .allSatisfy(
                        alert -> assertThat(alert.getLabels().get("severity")).isIn("critical", "warning"))
                .allSatisfy(alert ->
                        assertThat(alert.getAnnotations().get("summary")).isNotBlank())
                .allSatisfy(alert -> assertThat(expression(alert)).contains("job=\"fleetcast\""));
    }

    @Test
    void everyAlertIsExplained() throws Exception {
        List<String> explained = ALERT_ROW
                .matcher(Files.readString(Path.of("docs", "operations.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(Rule::getAlert).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "FleetcastStreamsNearLimit, fleetcast.stream.max-per-node",
        "FleetcastFeedsNearLimit, fleetcast.channel.max-feeds"
    })
    void fullReplicasRaiseAlertsInTime(String name, String property) throws Exception {
        double limit = Double.parseDouble(ConfigurationTable.defaultOf(property));

        assertThat(alerts())
                .filteredOn(alert -> alert.getAlert().equals(name))
                .singleElement()
                .satisfies(alert -> assertThat(expression(alert)).endsWith("> %.0f".formatted(0.9 * limit)));
    }

    @Test
    void dashboardShowsMetricsThatExist() throws Exception {
        ConfigMap map = Rendering.PRODUCTION.manifests().named(ConfigMap.class, "fleetcast-dashboard");
        JsonNode dashboard = new ObjectMapper().readTree(map.getData().get("fleetcast.json"));

        assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(dashboard.path("panels"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.path("targets"))
                        .isNotEmpty()
                        .allSatisfy(target ->
                                assertThatMetricsExist(target.path("expr").asText())));
    }

    private static void assertThatMetricsExist(String expression) throws IOException {
        List<String> names = METRIC.matcher(expression)
                .results()
                .map((MatchResult name) -> name.group().replaceFirst("_bucket$", ""))
                .toList();

        assertThat(MetricsTable.namesInPrometheus()).containsAll(names);
    }

    private static List<Rule> alerts() throws IOException, InterruptedException {
        return Rendering.PRODUCTION.manifests().only(PrometheusRule.class).getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    private static String expression(Rule alert) {
        return alert.getExpr().getStrVal();
    }
}
