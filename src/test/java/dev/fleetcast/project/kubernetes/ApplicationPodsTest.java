package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.ConfigurationTable;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application's Deployment in the base and in each overlay. */
class ApplicationPodsTest {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void probesCallTheirOwnEndpoints(Rendering rendering) throws Exception {
        Container container = ApplicationPods.of(rendering).container();

        assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void allUseTheSamePort(Rendering rendering) throws Exception {
        ApplicationPods pods = ApplicationPods.of(rendering);
        Container container = pods.container();

        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        assertThat(pods.environment()).containsEntry("QUARKUS_HTTP_PORT", "8080");
        assertThat(service(pods).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        assertThat(Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void everySettingIsOneThatTheApplicationKnows(Rendering rendering) throws Exception {
        Set<String> described = ConfigurationTable.environmentNames();

        assertThat(ApplicationPods.of(rendering).environment().keySet())
                .containsAll(ConfigurationTable.requiredEnvironmentNames())
                .allMatch(name -> described.contains(name) || isSettingOfKafkaClients(name));
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void servicesOfTheNamespaceAreNoSettings(Rendering rendering) throws Exception {
        assertThat(ApplicationPods.of(rendering).spec().getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void secretsAreReferredToOnly(Rendering rendering) throws Exception {
        assertThat(ApplicationPods.of(rendering).variables())
                .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|JAAS).*"))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void memoryHasALimitAndTheProcessorHasNone(Rendering rendering) throws Exception {
        var resources = ApplicationPods.of(rendering).container().getResources();

        assertThat(resources.getLimits()).containsOnlyKeys("memory");
        assertThat(resources.getRequests())
                .containsOnlyKeys("memory", "cpu")
                .containsAllEntriesOf(resources.getLimits());
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void selectorsFindThePods(Rendering rendering) throws Exception {
        ApplicationPods pods = ApplicationPods.of(rendering);

        assertThat(pods.labels())
                .containsAllEntriesOf(pods.deployment().getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(service(pods).getSpec().getSelector())
                .containsAllEntriesOf(budget(pods).getSpec().getSelector().getMatchLabels());
        assertThat(pods.spec().getTopologySpreadConstraints())
                .isNotEmpty()
                .allSatisfy(spread -> assertThat(pods.labels())
                        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void noReplicaIsMissingWhileReplicasAreReplaced(Rendering rendering) throws Exception {
        ApplicationPods pods = ApplicationPods.of(rendering);
        var replacing = pods.deployment().getSpec().getStrategy().getRollingUpdate();

        assertThat(replacing.getMaxUnavailable().getIntVal()).isZero();
        assertThat(replacing.getMaxSurge().getIntVal()).isEqualTo(1);
        assertThat(budget(pods).getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void replicaThatStopsHasTheTimeItTakes(Rendering rendering) throws Exception {
        ApplicationPods pods = ApplicationPods.of(rendering);
        Duration preStop = Duration.ofSeconds(Integer.parseInt(pods.container()
                .getLifecycle()
                .getPreStop()
                .getExec()
                .getCommand()
                .get(1)));
        Duration drain = Duration.parse(ConfigurationTable.defaultOf("fleetcast.stream.drain-time"));

        assertThat(pods.environment()).doesNotContainKey("FLEETCAST_STREAM_DRAIN_TIME");
        assertThat(Duration.ofSeconds(pods.spec().getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(preStop.plus(drain).plus(LAST_ANSWERS).plus(MARGIN));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void imageIsOfAKnownVersion(Rendering rendering) throws Exception {
        assertThat(ApplicationPods.of(rendering).container().getImage())
                .contains(":")
                .doesNotEndWith(":latest");
    }

    @Test
    void threeReplicasRunByDefault() throws Exception {
        assertThat(ApplicationPods.of(Rendering.BASE).deployment().getSpec().getReplicas())
                .isEqualTo(3);
    }

    private static boolean isSettingOfKafkaClients(String name) {
        String setting =
                name.replaceFirst("^KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.');
        return name.startsWith("KAFKA_") && ConsumerConfig.configNames().contains(setting);
    }

    private static Service service(ApplicationPods pods) {
        return pods.manifests().named(Service.class, "fleetcast");
    }

    private static PodDisruptionBudget budget(ApplicationPods pods) {
        return pods.manifests().only(PodDisruptionBudget.class);
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }
}
