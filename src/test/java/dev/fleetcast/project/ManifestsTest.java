package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final Set<String> STANDARD_NAMES = Set.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_HTTP_CORS_ORIGINS");

    private static Manifests base;

    @BeforeAll
    static void render() throws Exception {
        base = Manifests.render("k8s/base");
    }

    @Test
    void unknownFieldsAreNoticed() {
        assertThatThrownBy(() -> Manifests.parse("apiVersion: v1\nkind: Service\nspec: {sessionAfinity: None}"))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("sessionAfinity");
    }

    @Test
    void probesAskForWhatTheirNameSays() {
        Container container = container();

        assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
    }

    @Test
    void everybodyMeansTheSamePort() {
        Container container = container();

        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        assertThat(environment().get("QUARKUS_HTTP_PORT")).isEqualTo("8080");
        assertThat(base.only(Service.class).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        assertThat(Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
    }

    @Test
    void everySettingIsOneThatTheApplicationKnows() throws Exception {
        Set<String> ours = ConfigurationTable.read().rows().stream()
                .map(ConfigurationTable.Row::environmentName)
                .collect(Collectors.toSet());

        assertThat(environment().keySet())
                .containsAll(STANDARD_NAMES)
                .allMatch(name -> STANDARD_NAMES.contains(name) || ours.contains(name));
    }

    @Test
    void podsAreAllowedNothingTheyDoNotNeed() {
        PodSpec pod = pod();
        Container container = container();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(base.only(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
    }

    @Test
    void memoryHasALimitAndTheProcessorHasNone() {
        assertThat(container().getResources().getLimits()).containsOnlyKeys("memory");
        assertThat(container().getResources().getRequests()).containsOnlyKeys("memory", "cpu");
    }

    @Test
    void selectorsFindThePods() {
        Map<String, String> labels = base.only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        assertThat(labels)
                .containsAllEntriesOf(
                        base.only(Deployment.class).getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(base.only(Service.class).getSpec().getSelector())
                .containsAllEntriesOf(base.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
    }

    @Test
    void noReplicaIsMissingWhileReplicasAreReplaced() {
        Deployment deployment = base.only(Deployment.class);

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(base.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
    }

    @Test
    void replicaThatStopsHasTheTimeItTakes() throws Exception {
        String drainTime = ConfigurationTable.read().rows().stream()
                .filter(row -> row.property().equals("fleetcast.stream.drain-time"))
                .map(row -> row.defaultValue().replace("`", ""))
                .findFirst()
                .orElseThrow();
        Container container = container();
        int preStop = Integer.parseInt(
                container.getLifecycle().getPreStop().getExec().getCommand().get(1));
        int lastAnswers = 5;
        int closing = 10;

        assertThat(pod().getTerminationGracePeriodSeconds())
                .isGreaterThanOrEqualTo(preStop + Duration.parse(drainTime).toSeconds() + lastAnswers + closing);
        assertThat(environment()).doesNotContainKey("FLEETCAST_STREAM_DRAIN_TIME");
    }

    @Test
    void nothingNamesANamespaceOrHoldsASecret() {
        assertThat(base.all())
                .allSatisfy(manifest ->
                        assertThat(manifest.getMetadata().getNamespace()).isNull());
        assertThat(environmentOfContainer())
                .filteredOn(variable -> variable.getName().contains("PASSWORD"))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
    }

    private static PodSpec pod() {
        return base.only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().get(0);
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static Iterable<EnvVar> environmentOfContainer() {
        return container().getEnv();
    }

    /** Everything set for the application; the value is empty where it comes from a secret. */
    private static Map<String, String> environment() {
        Map<String, String> all =
                new java.util.HashMap<>(base.only(ConfigMap.class).getData());
        environmentOfContainer()
                .forEach(variable ->
                        all.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue()));
        return all;
    }
}
