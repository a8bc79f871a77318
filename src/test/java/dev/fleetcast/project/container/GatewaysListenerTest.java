package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** A real Kafka with the settings of both compose files: what gateways on other hosts can do. */
class GatewaysListenerTest {

    static final Path FILE = Path.of("src", "main", "docker", "compose.gateways.yaml");

    private static final String PASSWORD = "a-password-of-gateways";
    private static final String FEED = "fleet.telemetry";
    private static final String SESSIONS = "fleetcast.sessions";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[^}]*}");

    @TempDir
    static Path directory;

    private static int inside;
    private static int gateways;
    private static SelfSignedCertificate certificate;
    private static KafkaRaftServer kafka;

    @BeforeAll
    static void start() throws Exception {
        certificate = new SelfSignedCertificate("localhost");
        Path keystore = directory.resolve("kafka-keystore.pem");
        Files.writeString(
                keystore,
                Files.readString(certificate.privateKey().toPath())
                        + Files.readString(certificate.certificate().toPath()));
        EmbeddedKafka.start(Ports.free(), directory.resolve("data")).close();
        inside = Ports.free();
        gateways = Ports.free();
        kafka = new KafkaRaftServer(KafkaConfig.fromProps(properties(keystore), false), Time.SYSTEM);
        kafka.startup();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + inside))) {
            admin.createTopics(List.of(new NewTopic(FEED, 1, (short) 1), new NewTopic(SESSIONS, 1, (short) 1)))
                    .all()
                    .get();
            admin.createAcls(List.of(allowed(AclOperation.WRITE), allowed(AclOperation.DESCRIBE)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.shutdown();
        kafka.awaitShutdown();
        certificate.delete();
    }

    @Test
    void gatewaysMaySendTelemetry() throws Exception {
        assertThat(send(FEED, PASSWORD)).isZero();
    }

    @Test
    void gatewaysMayWriteNowhereElse() {
        assertThatThrownBy(() -> send(SESSIONS, PASSWORD))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void gatewaysNeedTheirPassword() {
        assertThatThrownBy(() -> send(FEED, "guessed"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    private static long send(String topic, String password) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "localhost:" + gateways,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"gateway\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.certificate().toString(),
                "enable.idempotence",
                false,
                "max.block.ms",
                20_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, "1", "{}")).get().partition();
        }
    }

    private static AclBinding allowed(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, FEED, PatternType.LITERAL),
                new AccessControlEntry("User:gateway", "*", operation, AclPermissionType.ALLOW));
    }

    /** As the image makes them of its environment, with the ports and files of the test. */
    private static Properties properties(Path keystore) throws Exception {
        Map<String, String> environment = new HashMap<>(environment(FILE.resolveSibling("compose.yaml")));
        environment.putAll(environment(FILE));
        Properties properties = new Properties();
        environment.keySet().removeIf(name -> name.equals("KAFKA_HEAP_OPTS"));
        environment.forEach((name, value) -> properties.setProperty(
                name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                VARIABLE.matcher(value)
                        .replaceAll(variable -> Matcher.quoteReplacement(
                                variable.group(1).equals("GATEWAYS_HOST") ? "localhost" : PASSWORD))));
        int controller = Ports.free();
        int fleet = Ports.free();
        properties.replaceAll((name, value) -> value.toString()
                .replace(":9092", ":" + inside)
                .replace(":9093", ":" + controller)
                .replace(":9094", ":" + fleet)
                .replace(":9095", ":" + gateways)
                .replace("://kafka:", "://localhost:")
                .replace("/run/secrets/kafka-keystore.pem", keystore.toString())
                .replace("/var/lib/kafka/data", directory.resolve("data").toString()));
        return properties;
    }

    private static Map<String, String> environment(Path compose) throws Exception {
        Map<String, Map<String, Map<String, Map<String, String>>>> file = new Yaml().load(Files.readString(compose));
        return file.get("services").get("kafka").get("environment");
    }
}
