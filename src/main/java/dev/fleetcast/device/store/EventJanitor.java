package dev.fleetcast.device.store;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.device.database.Database;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Makes the partitions of the next days, and takes out events, confirmations and keys that are too old, and former owners
 * of devices whose events and tokens have all gone, or of whom there are too many. Runs on every replica.
 */
@ApplicationScoped
public class EventJanitor {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int DAYS_AHEAD = 2;
    /** A number of keys that the database deletes well within its timeout. */
    private static final int PIECE = 5_000;

    private static final String OLD_KEYS = """
            delete from device_event_key where key in (
                select key from device_event_key where stored_at < ?
                order by stored_at limit ? for update skip locked)""";

    private static final String OLD_OWNERS = "delete from former_owner where until < ?";

    /** Keeps the newest of a number; the oldest of these stands for all that are forgotten, and is no client. */
    private static final String MANY_OWNERS = """
            with placed as (
                select ctid as row, client_id, row_number() over (partition by number order by until desc) as place,
                    count(*) over (partition by number) as all
                from former_owner),
            oldest as (
                update former_owner f set client_id = 0 from placed p
                where f.ctid = p.row and p.place = ? and p.all > p.place)
            delete from former_owner f using placed p where f.ctid = p.row and p.place > ?""";

    private final Database database;
    private final DayPartitions partitions;
    private final StoreConfig config;
    private final Duration tokenLifetime;
    private final StoreMetrics metrics;
    private final Clock clock;
    private final Background worker = new Background("fleetcast-device-janitor");

    @Inject
    EventJanitor(
            DataSource database,
            DayPartitions partitions,
            StoreConfig config,
            AccessConfig access,
            StoreMetrics metrics) {
        this(database, partitions, config, access.deviceTokenLifetime(), metrics, Clock.systemUTC());
    }

    EventJanitor(
            DataSource database,
            DayPartitions partitions,
            StoreConfig config,
            Duration tokenLifetime,
            StoreMetrics metrics,
            Clock clock) {
        this.database = Database.unlimited(database);
        this.partitions = partitions;
        this.config = config;
        this.tokenLifetime = tokenLifetime;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        worker.sweep(FIRST, INTERVAL, this::sweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    /** Does everything that is due now. */
    void sweep() {
        Instant now = clock.instant();
        Instant firstKept = now.minus(config.eventRetention());
        partitions.makeAhead(DayPartitions.EVENTS, now, DAYS_AHEAD);
        partitions.makeAhead(DayPartitions.ACKS, now, DAYS_AHEAD);
        partitions.dropBefore(DayPartitions.EVENTS, firstKept);
        partitions.dropBefore(DayPartitions.ACKS, firstKept);
        Instant oldestToken = now.minus(tokenLifetime);
        forgetOwners(oldestToken.isBefore(firstKept) ? oldestToken : firstKept);
        metrics.forgottenOwners(forgetOwnersBeyond(config.maxFormerOwners()));
        int deleted = PIECE;
        while (deleted == PIECE) {
            deleted = deleteKeys(now.minus(config.keyLifetime()));
        }
    }

    private void forgetOwners(Instant before) {
        database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(OLD_OWNERS)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    private int forgetOwnersBeyond(int most) {
        return database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(MANY_OWNERS)) {
                delete.setInt(1, most);
                delete.setInt(2, most);
                return delete.executeUpdate();
            }
        });
    }

    private int deleteKeys(Instant before) {
        return database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(OLD_KEYS)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                delete.setInt(2, PIECE);
                return delete.executeUpdate();
            }
        });
    }
}
