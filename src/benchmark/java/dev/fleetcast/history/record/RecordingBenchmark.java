package dev.fleetcast.history.record;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.UsualMessages;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.postgresql.PGConnection;

/**
 * Messages that one recorder records in a second: from the record of Kafka to the commit of PostgreSQL, which runs on the same
 * machine. Beside it what PostgreSQL itself takes of the same rows.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(RecordingBenchmark.BATCH)
@State(Scope.Benchmark)
public class RecordingBenchmark {

    static final int BATCH = 2_000;

    private static final Instant START = Instant.parse("2026-02-16T13:51:30Z");
    private static final String TOPIC = "fleet.telemetry";

    /** Of how many units the messages of a batch are, in turn. */
    @Param({"146", "2000"})
    public int units;

    private EmptyRegistry database;
    private Recording recording;
    private long offset;
    private byte[] rows;

    @Setup(Level.Trial)
    public void create() throws Exception {
        database = EmptyRegistry.create();
        HistoryDatabase connections = new HistoryDatabase(connect());
        RecordStore store = new RecordStore(connections, new HistoryPartitions(), TripRules.DEFAULT);
        FleetUnit[] fleet = new FleetUnit[units];
        for (int unit = 0; unit < units; unit++) {
            fleet[unit] = TestFleet.unitInVehicle(unit + 1, "%015d".formatted(UsualMessages.imei(unit)));
        }
        recording = new Recording(
                new RecordInterpreter(TestFleet.directory(fleet)),
                store,
                Duration.ofDays(90),
                () -> START,
                (record, reason) -> {
                    throw new IllegalStateException(reason);
                });
        while (offset < 10 * BATCH) {
            record();
        }
        rows = copyOut();
    }

    /** The connection is kept, as in a pool. */
    private AgroalDataSource connect() throws SQLException {
        EmbeddedPostgreSql server = SharedServices.database();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(server.username()))
                                .credential(new SimplePassword(server.password())))));
    }

    @TearDown(Level.Trial)
    public void tellSize() throws Exception {
        System.out.printf(
                "%s messages, %s bytes a message before packing%n",
                database.texts("select count(*) from history_message").get(0),
                database.texts("select sum(pg_total_relation_size(relid)) / (select count(*) from history_message)"
                                + " from pg_partition_tree('history_message')")
                        .get(0));
    }

    /** A batch of one partition: interpreted, compressed, copied, its trips found, and committed. */
    @Benchmark
    public Map<Long, ?> record() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            long number = offset + i;
            int unit = (int) (number % units);
            int second = (int) (number / units);
            byte[] key = ("%015d".formatted(UsualMessages.imei(unit))).getBytes(StandardCharsets.US_ASCII);
            records.add(new ConsumerRecord<>(TOPIC, 0, number, key, UsualMessages.of(unit, second)));
        }
        long from = offset;
        offset += BATCH;
        return recording.record(TOPIC, "1", 0, records, from, offset);
    }

    /** {@code COPY} of the rows of as many messages. */
    @Benchmark
    public long copy() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy history_message from stdin (format binary)", new ByteArrayInputStream(rows));
        }
    }

    private byte[] copyOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = database.dataSource().getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from history_message order by feed_offset desc limit " + BATCH
                                    + ") to stdout (format binary)",
                            out);
        }
        return out.toByteArray();
    }
}
