package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkPolicyTest {

    private static final Pattern PORT = Pattern.compile(":([0-9]+)");

    @ParameterizedTest
    @EnumSource(names = {"DEV", "PRODUCTION"})
    void namespaceDeniesTrafficByDefault(Rendering rendering) throws Exception {
        var policy =
                rendering.manifests().named(NetworkPolicy.class, "default-deny").getSpec();

        assertThat(policy.getPodSelector().getMatchLabels()).isEmpty();
        assertThat(policy.getPodSelector().getMatchExpressions()).isEmpty();
        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress()).isEmpty();
        assertThat(policy.getEgress()).isEmpty();
    }

    @Test
    void baseAllowsNothingButQuestionsToTheDns() throws Exception {
        var policy = Rendering.BASE.manifests().only(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress()).isEmpty();
        assertThat(policy.getEgress()).singleElement().satisfies(rule -> {
            assertThat(rule.getTo()).isNotEmpty();
            assertThat(ports(rule.getPorts())).containsOnly("53");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void ingressIsLimitedToNamedSourcesAndTheHttpPort(Rendering rendering) throws Exception {
        assertThat(policies(rendering))
                .flatExtracting(policy -> policy.getSpec().getIngress())
                .allSatisfy(rule -> {
                    assertThat(rule.getFrom()).isNotEmpty();
                    assertThat(ports(rule.getPorts())).containsExactly("http");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"DEV", "PRODUCTION", "CHART_PRODUCTION"})
    void kafkaAndTheDatabaseCanBeReachedWhereTheSettingsSay(Rendering rendering) throws Exception {
        var environment = ApplicationPods.of(rendering).environment();
        var allowed = policies(rendering).stream()
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .flatMap(rule -> ports(rule.getPorts()).stream())
                .toList();

        assertThat(allowed)
                .containsAll(portsIn(environment.get("KAFKA_BOOTSTRAP_SERVERS")))
                .containsAll(portsIn(environment.get("QUARKUS_DATASOURCE_JDBC_URL")));
    }

    @ParameterizedTest
    @EnumSource(names = {"INGRESS_NGINX", "INGRESS_TRAEFIK", "GATEWAY_ENVOY"})
    void everyWayInIsOpenedForItsControllerAlone(Rendering rendering) throws Exception {
        assertThat(policies(rendering))
                .flatExtracting(policy -> policy.getSpec().getIngress())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(
                                peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                                        .containsKey("kubernetes.io/metadata.name")));
    }

    /** The policies of the application's pods. */
    private static List<NetworkPolicy> policies(Rendering rendering) throws IOException, InterruptedException {
        return rendering.manifests().all(NetworkPolicy.class).stream()
                .filter(policy -> "fleetcast"
                        .equals(policy.getSpec()
                                .getPodSelector()
                                .getMatchLabels()
                                .get("app.kubernetes.io/name")))
                .toList();
    }

    private static List<String> ports(List<NetworkPolicyPort> ports) {
        return ports.stream().map(port -> port.getPort().getValue().toString()).toList();
    }

    private static List<String> portsIn(String addresses) {
        return PORT.matcher(addresses)
                .results()
                .map((MatchResult port) -> port.group(1))
                .toList();
    }
}
