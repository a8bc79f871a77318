package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.Routes;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that the ingresses let through. */
class PublicPathsTest {

    /** A page that clusters show to those inside only. */
    private static final String FOR_OPERATORS = "/operations.html";

    private record Rule(String path, boolean exact) {

        boolean matches(String requested) {
            return requested.equals(path) || !exact && requested.startsWith(path + "/");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGRESS_NGINX", "INGRESS_TRAEFIK", "GATEWAY_ENVOY", "CHART_PRODUCTION"})
    void everythingForClientsCanBeReached(Rendering wayIn) throws Exception {
        List<Rule> rules = rules(wayIn);

        assertThat(Routes.forClients())
                .isNotEmpty()
                .filteredOn(path -> !path.equals(FOR_OPERATORS))
                .allMatch(path -> isPublic(rules, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/",
                "/q/metrics",
                "/admin",
                "/admin/stop",
                FOR_OPERATORS,
                "/q/health/ready",
                "/q/openapi",
                "/q/swagger-ui",
                "/asyncapi.yaml",
                "/schemas/message.json"
            })
    void internalPathsCannotBeReached(String path) throws Exception {
        for (Rendering wayIn : List.of(
                Rendering.INGRESS_NGINX,
                Rendering.INGRESS_TRAEFIK,
                Rendering.GATEWAY_ENVOY,
                Rendering.CHART_PRODUCTION)) {
            assertThat(rules(wayIn)).as(wayIn.name()).noneMatch(rule -> rule.matches(path));
        }
    }

    @Test
    void everyIngressAllowsTheSamePaths() throws Exception {
        assertThat(rules(Rendering.INGRESS_NGINX))
                .containsExactlyElementsOf(rules(Rendering.INGRESS_TRAEFIK))
                .containsExactlyElementsOf(rules(Rendering.GATEWAY_ENVOY))
                .containsExactlyElementsOf(rules(Rendering.CHART_PRODUCTION));
    }

    @ParameterizedTest
    @EnumSource(names = {"INGRESS_NGINX", "INGRESS_TRAEFIK"})
    void ingressesEndTlsAndLeadToTheService(Rendering wayIn) throws Exception {
        var ingress = wayIn.manifests().only(Ingress.class).getSpec();

        assertThat(ingress.getTls())
                .singleElement()
                .satisfies(tls -> assertThat(tls.getHosts())
                        .containsExactly(ingress.getRules().get(0).getHost()));
        assertThat(paths(wayIn)).allSatisfy(path -> {
            assertThat(path.getBackend().getService().getName())
                    .isEqualTo(service().getMetadata().getName());
            assertThat(path.getBackend().getService().getPort().getName())
                    .isEqualTo(service().getSpec().getPorts().get(0).getName());
        });
    }

    @Test
    void gatewayLeadsToTheServiceAndNeverCutsAStream() throws Exception {
        assertThat(Rendering.GATEWAY_ENVOY
                        .manifests()
                        .only(HTTPRoute.class)
                        .getSpec()
                        .getRules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getTimeouts().getRequest()).isEqualTo("0s");
                    assertThat(rule.getTimeouts().getBackendRequest()).isEqualTo("0s");
                    assertThat(rule.getBackendRefs()).singleElement().satisfies(backend -> {
                        assertThat(backend.getName())
                                .isEqualTo(service().getMetadata().getName());
                        assertThat(backend.getPort())
                                .isEqualTo(service().getSpec().getPorts().get(0).getPort());
                    });
                });
    }

    @Test
    void nginxPassesEventsOnAsTheyCome() throws Exception {
        assertThat(Rendering.INGRESS_NGINX
                        .manifests()
                        .only(Ingress.class)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("nginx.org/proxy-buffering", "False")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
                .containsEntry("nginx.org/proxy-read-timeout", "60s")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "60");
    }

    private static boolean isPublic(List<Rule> rules, String path) {
        return rules.stream().anyMatch(rule -> rule.matches(path));
    }

    private static List<Rule> rules(Rendering wayIn) throws IOException, InterruptedException {
        Stream<Rule> ofIngresses = paths(wayIn).stream()
                .map(path -> new Rule(path.getPath(), path.getPathType().equals("Exact")));
        Stream<Rule> ofRoutes = wayIn.manifests().all(HTTPRoute.class).stream()
                .flatMap(route -> route.getSpec().getRules().stream())
                .flatMap(rule -> rule.getMatches().stream())
                .map(match -> new Rule(
                        match.getPath().getValue(), match.getPath().getType().equals("Exact")));
        return Stream.concat(ofIngresses, ofRoutes).toList();
    }

    private static List<HTTPIngressPath> paths(Rendering wayIn) throws IOException, InterruptedException {
        return wayIn.manifests().all(Ingress.class).stream()
                .flatMap(ingress -> ingress.getSpec().getRules().stream())
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .toList();
    }

    private static Service service() throws IOException, InterruptedException {
        return Rendering.BASE.manifests().only(Service.class);
    }
}
