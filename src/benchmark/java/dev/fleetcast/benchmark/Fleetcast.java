package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application with its own database; its streams subscribe and answer pings as dashboards do. */
final class Fleetcast implements Contestant {

    private static final Pattern STREAM_ID = Pattern.compile("\"stream_id\":\"([^\"]+)\"");
    private static final int START_MILLIS = 60_000;

    private final String name;
    private final EmbeddedPostgreSql database;
    private final OwnProcess process;
    private final FleetcastApi api;
    private final Pongs pongs;
    private final int port = Ports.free();
    private final int streamPort;

    private Fleetcast(String name, Arena arena, Map<String, String> settings) {
        this.name = name;
        this.database = EmbeddedPostgreSql.start(Ports.free());
        this.streamPort = Integer.parseInt(settings.getOrDefault(Certificate.PORT, String.valueOf(port)));
        Map<String, String> environment = new HashMap<>(environment(arena, port, database));
        environment.putAll(settings);
        this.process = process(arena, environment);
        this.api = new FleetcastApi(port);
        this.pongs = new Pongs(api);
    }

    /** Starts it with units 1 to {@code units}, and with those settings in addition to the benchmark's. */
    static Contestant start(String name, Arena arena, int units, Map<String, String> settings) {
        Fleetcast started = new Fleetcast(name, arena, settings);
        try {
            if (!Pause.until(started.api::isReady, START_MILLIS)) {
                throw new IllegalStateException("fleetcast does not get ready, see " + arena.directory());
            }
            started.api.register(units);
            started.pongs.start();
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
        return started;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return streamPort;
    }

    @Override
    public List<ProcessHandle> server() {
        return List.of(process.handle());
    }

    @Override
    public List<ProcessHandle> feeders() {
        return List.of();
    }

    @Override
    public String path(int[] units) {
        return "/sse/telemetry/connect";
    }

    @Override
    public int connectsPerSecond() {
        return 1_000;
    }

    @Override
    public void opened(byte[] firstBytes, int[] units) {
        String streamId = streamId(firstBytes);
        pongs.add(streamId);
        if (name.equals(Contestants.WITH_AREAS)) {
            api.followArea(streamId, units);
        } else if (units.length > 0) {
            api.subscribe(streamId, units);
        }
    }

    /** The id in the first event of a stream. */
    static String streamId(byte[] firstBytes) {
        Matcher found = STREAM_ID.matcher(new String(firstBytes, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IllegalStateException("a stream began without its id");
        }
        return found.group(1);
    }

    @Override
    public void close() {
        pongs.close();
        process.close();
        database.close();
    }

    /** Starts the packaged application with that environment. */
    static OwnProcess process(Arena arena, Map<String, String> environment) {
        OwnProcess process = OwnProcess.start(
                arena.serverPrefix(),
                arena.java().fleetcast(),
                environment,
                arena.directory().resolve("fleetcast.log"));
        process.ignoreAnswers();
        return process;
    }

    /** The required settings, and limits for many streams from one address. */
    static Map<String, String> environment(Arena arena, int port, EmbeddedPostgreSql database) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_ACCEPT_BACKLOG", "4096"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", arena.bootstrapServers()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", database.username()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
                Map.entry(
                        "FLEETCAST_ACCESS_SIGNING_KEY",
                        TestSettings.signingKey().toString()),
                Map.entry("FLEETCAST_BOOTSTRAP_ADMIN_USERNAME", FleetcastApi.USERNAME),
                Map.entry("FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD", FleetcastApi.PASSWORD),
                // All clients here are the same user at the same address.
                Map.entry("FLEETCAST_STREAM_MAX_PER_USER", "20000"),
                Map.entry("FLEETCAST_STREAM_MAX_PER_ADDRESS", "20000"),
                Map.entry("FLEETCAST_CONNECTION_MAX_PER_ADDRESS", "20000"));
    }
}
