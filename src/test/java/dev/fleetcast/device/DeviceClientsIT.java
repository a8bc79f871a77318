package dev.fleetcast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.device.command.CommandedDevice;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.CuttableNetwork;
import dev.fleetcast.testing.MariaDb;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.Replica;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs on the real npm client, the newest version and the oldest supported one, which make the calls of the
 * published examples. They use one replica, and the devices another.
 */
class DeviceClientsIT {

    private static final long UNIT = 91;
    /** A device may publish ten a second. */
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(150);

    private static NpmClient newest;
    private static NpmClient oldest;
    private static Replica first;
    private static Replica second;

    private final String name = "t-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        newest = NpmClient.install("12.0.3", "{}");
        // What 6.6.2 asks for beneath it no longer works with any Node that is maintained.
        oldest =
                NpmClient.install("6.6.2", "{\"particle-api-js\":{\"form-data\":\"2.3.3\",\"stream-http\":\"2.8.3\"}}");
        first = Replica.launch(Map.of());
        second = Replica.launch(Map.of());
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() {
        Stream.of(first, second).filter(replica -> replica != null).forEach(Replica::close);
    }

    static Stream<NpmClient> clients() {
        return Stream.of(newest, oldest);
    }

    /** On the second replica. */
    private static CommandedDevice device() {
        return CommandedDevice.ofUnit(second.address(), UNIT);
    }

    private static String coreid() {
        return second.request(Api.login(second.address(), "demo"))
                .get("/v1/devices/" + UNIT)
                .path("id");
    }

    private void publish(CommandedDevice device, int from, int to) {
        for (int counter = from; counter < to; counter++) {
            device.publish(name, "{\"counter\":" + counter + "}");
        }
    }

    private static List<Integer> counters(NpmClient.Program program) {
        return program.events().stream()
                .map(event -> new JsonObject(new JsonObject(event).getString("data")).getInteger("counter"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void programPrintsEvents(NpmClient client) throws Exception {
        try (NpmClient.Program program = client.run("print", first.address(), name)) {
            device().publish(name + "/a", "{\"place\":\"Zürich 🚚\"}");

            JsonObject event = new JsonObject(program.awaitEvents(1).get(0));
            assertThat(event.fieldNames()).containsExactly("data", "ttl", "published_at", "coreid", "name");
            assertThat(event.getString("data")).isEqualTo("{\"place\":\"Zürich 🚚\"}");
            assertThat(event.getInteger("ttl")).isEqualTo(60);
            assertThat(event.getString("published_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(event.getString("coreid")).isEqualTo(coreid());
            assertThat(event.getString("name")).isEqualTo(name + "/a");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void programWritesEventsToMysql(NpmClient client) throws Exception {
        try (MariaDb database = MariaDb.start()) {
            database.execute("create table example02 (id INT NOT NULL AUTO_INCREMENT, device VARCHAR(34), ts DATETIME,"
                    + " counter INT, UNIQUE INDEX(id))");
            try (NpmClient.Program program =
                    client.run("insert", first.address(), name, String.valueOf(database.port()))) {
                publish(device(), 0, 5);

                program.awaitLines("inserted"::equals, 5);
            }
            assertThat(database.texts("select concat(device, ' ', counter) from example02 order by id"))
                    .containsExactlyElementsOf(Stream.of(0, 1, 2, 3, 4)
                            .map(each -> coreid() + " " + each)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void programSharesAValueBetweenDevices(NpmClient client) throws Exception {
        CommandedDevice setting = device();
        CommandedDevice other = CommandedDevice.ofUnit(first.address(), UNIT + 1);
        try (NpmClient.Program program = client.run("share", first.address(), name);
                RawSseClient changes = RawSseClient.open(
                        second.address() + "/v1/devices/events/" + name + "-change",
                        "Authorization",
                        "Bearer " + other.token())) {
            setting.publish(name + "-set", "{\"value\":1}");
            setting.publish(name + "-set", "{\"value\":1}");
            setting.publish(name + "-set", "{\"value\":2}");

            program.awaitLines("published true"::equals, 2);
            await().until(() -> changes.events().size() == 2);
            assertThat(changes.data())
                    .extracting(JsonObject::new)
                    .allSatisfy(event -> assertThat(event.getString("coreid")).isEqualTo("api"))
                    .extracting(event -> event.getString("data"))
                    .containsExactly(
                            "{\"coreid\":\"" + coreid() + "\",\"value\":1}",
                            "{\"coreid\":\"" + coreid() + "\",\"value\":2}");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void programConfirmsWhatItHasStored(NpmClient client, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("stored");
        CommandedDevice device = device();
        try (NpmClient.Program program = client.run("confirm", first.address(), name, file.toString());
                RawSseClient commands = device.open("?functions=deliveryConf")) {
            String data = "{\"ts\":1512485040,\"a\":7}";
            device.publish(name, data);
            // Fleetcast's own confirmation is such a call too.
            answer(device, commands, 41);
            answer(device, commands, 41);

            assertThat(program.awaitLines(line -> line.startsWith("confirmed"), 1))
                    .containsExactly("confirmed 1512485040: 41");
            assertThat(Files.readAllLines(file)).containsExactly(data);
        }
    }

    private static void answer(CommandedDevice device, RawSseClient commands, int value) {
        JsonPath call = CommandedDevice.next(commands, "deliveryConf");
        assertThat(call.getString("arg")).isEqualTo("1512485040");
        device.answer(call.getString("command_id"), "{\"return_value\":" + value + "}");
    }

    @Test
    void programsContinueAfterTheirReplicaHasStopped() throws Exception {
        CommandedDevice device = device();
        try (Replica third = Replica.start(Map.of());
                CuttableNetwork network = new CuttableNetwork(third.port(), first.port());
                NpmClient.Program one = newest.run("print", network.address(), name);
                NpmClient.Program two = oldest.run("print", network.address(), name)) {
            publish(device, 0, 3);
            one.awaitEvents(3);
            two.awaitEvents(3);

            third.terminate();
            AtomicInteger counter = new AtomicInteger(3);
            await().pollInterval(BETWEEN_EVENTS).until(() -> {
                publish(device, counter.get(), counter.incrementAndGet());
                return !third.isAlive();
            });
            publish(device, 1_000, 1_003);

            for (NpmClient.Program program : List.of(one, two)) {
                await().until(() -> counters(program).contains(1_002));
                List<Integer> all = counters(program);
                assertThat(all)
                        .startsWith(0, 1, 2, 3)
                        .endsWith(1_000, 1_001, 1_002)
                        .doesNotHaveDuplicates();
                assertThat(all.get(all.size() - 4)).isEqualTo(all.size() - 4);
            }
        }
    }
}
