package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetcast.testing.Tools;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the alerts with Prometheus's own tool on the data of {@code alerts-test.yaml}. */
class AlertsTest {

    private static final Path DAYS = Path.of("src", "test", "resources", "kubernetes", "alerts-test.yaml");

    @TempDir
    private Path directory;

    @Test
    void eachAlertFiresForItsCauseOnly() throws Exception {
        String promtool = Tools.require("promtool").toString();
        PrometheusRule rules = Rendering.PRODUCTION.manifests().only(PrometheusRule.class);
        new YAMLMapper().writeValue(directory.resolve("rules.yaml").toFile(), rules.getSpec());
        Path days = Files.copy(DAYS, directory.resolve("days.yaml"));

        Process tool = new ProcessBuilder(promtool, "test", "rules", days.toString())
                .redirectErrorStream(true)
                .start();

        String told = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(told).isZero();
        assertThat(rules.getSpec().getGroups())
                .flatExtracting(group -> group.getRules())
                .allSatisfy(rule -> assertThat(Files.readString(DAYS)).contains("alertname: " + rule.getAlert()));
    }
}
