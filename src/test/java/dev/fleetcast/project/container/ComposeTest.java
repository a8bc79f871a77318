package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.project.ConfigurationTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file for one machine. */
class ComposeTest {

    private static final Path FILE = Path.of("src", "main", "docker", "compose.yaml");

    private static JsonNode compose;

    @BeforeAll
    static void read() throws Exception {
        // Not with Jackson, which does not support the merge key.
        compose = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(FILE)));
    }

    @Test
    void nothingHasPrivileges() {
        assertThat(services()).hasSize(4).allSatisfy(service -> {
            assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(service.has("privileged")).isFalse();
        });
        assertThat(service("fleetcast").path("read_only").asBoolean()).isTrue();
        assertThat(texts(service("fleetcast").path("tmpfs")))
                .singleElement()
                .satisfies(tmpfs -> assertThat(tmpfs).startsWith("/tmp:"));
        assertThat(service("fleetcast").has("volumes")).isFalse();
    }

    @Test
    void onlyTheProxyIsPublic() {
        assertThat(compose.path("services").properties())
                .filteredOn(service -> !service.getKey().equals("proxy"))
                .allSatisfy(service -> assertThat(texts(service.getValue().path("ports")))
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
        assertThat(texts(service("proxy").path("ports"))).containsExactly("80:8080", "443:8443");
    }

    @Test
    void everySettingIsOneThatTheApplicationKnows() throws Exception {
        List<String> names = service("fleetcast").path("environment").properties().stream()
                .map(Map.Entry::getKey)
                .toList();

        assertThat(ConfigurationTable.environmentNames()).containsAll(names);
        assertThat(names).containsAll(ConfigurationTable.requiredEnvironmentNames());
    }

    @Test
    void secretsComeFromFilesOrTheEnvironment() {
        assertThat(services())
                .allSatisfy(service -> service.path("environment").properties().forEach(setting -> {
                    if (setting.getKey().contains("PASSWORD")) {
                        assertThat(setting.getValue().asText()).startsWith("${");
                    }
                }));
        assertThat(compose.path("secrets"))
                .allSatisfy(secret -> assertThat(secret.has("file")).isTrue());
    }

    @Test
    void exampleOfTheSettingsNamesAllOfThem() throws Exception {
        Set<String> named = Files.readAllLines(FILE.resolveSibling(".env.example")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        Set<String> used = Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(Files.readString(FILE) + Files.readString(GatewaysListenerTest.FILE))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(used);
    }

    @Test
    void applicationKeepsItsAddressWhenItIsMadeAgain() {
        JsonNode network = compose.path("networks")
                .path("private")
                .path("ipam")
                .path("config")
                .get(0);
        String address = service("fleetcast")
                .path("networks")
                .path("private")
                .path("ipv4_address")
                .asText();

        assertThat(network.path("subnet").asText()).isEqualTo("172.30.0.0/24");
        assertThat(network.path("ip_range").asText())
                .as("the addresses of the others")
                .isEqualTo("172.30.0.0/25");
        assertThat(address).startsWith("172.30.0.");
        assertThat(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)))
                .isBetween(128, 254);
    }

    @Test
    void thereIsTimeToStop() throws Exception {
        Duration drain = Duration.parse(ConfigurationTable.defaultOf("fleetcast.stream.drain-time"));
        Duration grace = Duration.parse(
                "PT" + service("fleetcast").path("stop_grace_period").asText());

        assertThat(grace).isGreaterThanOrEqualTo(drain.plusSeconds(15));
    }

    private static List<JsonNode> services() {
        return compose.path("services").properties().stream()
                .map(Map.Entry::getValue)
                .toList();
    }

    private static JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
