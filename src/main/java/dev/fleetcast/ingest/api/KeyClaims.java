package dev.fleetcast.ingest.api;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The idempotency keys of requests that are running or done, stored in the database for all replicas. Uses the
 * database's clock. Blocks: for worker threads only.
 */
@ThreadSafe
@ApplicationScoped
class KeyClaims {

    /** A request without an outcome after this time is considered dead. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * Keeps simultaneous retries from taking all connections from logins and the registry. Does not limit storing
     * outcomes.
     */
    private static final int MAX_CONNECTIONS = 8;

    private static final int PATIENCE_SECONDS = 1;

    /** A batch size that the database deletes well within its timeout. */
    private static final int PIECE = 5_000;

    // Returns no row if a concurrent transaction wrote the row after this statement began, whether it was new or free
    // before.
    private static final String CLAIM = """
            with claimed as (
                insert into idempotency_key (user_id, key, body_hash, claim, free_at)
                values (?, ?, ?, ?, now() + ? * interval '1 millisecond')
                on conflict (user_id, key) do update
                    set body_hash = excluded.body_hash, claim = excluded.claim, done = false, free_at = excluded.free_at
                    where idempotency_key.free_at <= now()
                returning claim, body_hash, done)
            select claim, body_hash, done from claimed
            union all
            select claim, body_hash, done from idempotency_key
            where user_id = ? and key = ? and free_at > now() and not exists (select from claimed)""";

    private static final String FINISH = """
            update idempotency_key set done = true, free_at = now() + ? * interval '1 millisecond'
            where user_id = ? and key = ? and claim = ?""";

    private static final String GIVE_BACK = "delete from idempotency_key where user_id = ? and key = ? and claim = ?";

    private static final String FREE = """
            delete from idempotency_key where (user_id, key) in (
                select user_id, key from idempotency_key where free_at <= now()
                order by free_at limit ? for update skip locked)""";

    // Selects the same rows on every replica: concurrent sweeps delete no more than one of them would.
    private static final String TOO_MANY = """
            delete from idempotency_key where (user_id, key) in (
                select user_id, key from idempotency_key
                where done and free_at <= (
                    select free_at from idempotency_key where done order by free_at desc offset ? limit 1)
                order by free_at limit ? for update skip locked)""";

    /** A claim on a key: the user, the key, the hash of the body, and the id of this attempt. */
    record Claim(long userId, byte[] key, byte[] bodyHash, UUID id) {}

    /** The outcome of a claim. */
    enum Outcome {
        /** The claimant executes the request, then calls {@code finish} or {@code giveBack}. */
        CLAIMED,
        /** The request was executed before. */
        DONE,
        /** Another request holds the claim. */
        UNDER_WAY,
        /** The key belongs to a different request. */
        OTHER_REQUEST
    }

    private final DataSource database;
    private final IngestConfig config;
    private final Semaphore turns = new Semaphore(MAX_CONNECTIONS);

    KeyClaims(DataSource database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Claims the key unless it is taken. */
    Outcome claim(Claim claim) throws SQLException {
        awaitTurn();
        try {
            return with(CLAIM, statement -> {
                statement.setLong(1, claim.userId());
                statement.setBytes(2, claim.key());
                statement.setBytes(3, claim.bodyHash());
                statement.setObject(4, claim.id());
                statement.setLong(5, LEASE.toMillis());
                statement.setLong(6, claim.userId());
                statement.setBytes(7, claim.key());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? outcome(claim, rows) : Outcome.UNDER_WAY;
                }
            });
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() throws SQLException {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientException("Too many concurrent uses of idempotency keys");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException(stopping);
        }
    }

    private static Outcome outcome(Claim claim, ResultSet row) throws SQLException {
        if (claim.id().equals(row.getObject(1, UUID.class))) {
            return Outcome.CLAIMED;
        }
        if (!Arrays.equals(claim.bodyHash(), row.getBytes(2))) {
            return Outcome.OTHER_REQUEST;
        }
        return row.getBoolean(3) ? Outcome.DONE : Outcome.UNDER_WAY;
    }

    /** Marks the request as done: it is not executed again within the idempotency window. */
    void finish(Claim claim) throws SQLException {
        with(FINISH, statement -> {
            statement.setLong(1, config.idempotencyWindow().toMillis());
            return end(claim, statement, 2);
        });
    }

    /** Releases the key of a failed request, for a retry. */
    void giveBack(Claim claim) throws SQLException {
        with(GIVE_BACK, statement -> end(claim, statement, 1));
    }

    private static int end(Claim claim, PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, claim.userId());
        statement.setBytes(first + 1, claim.key());
        statement.setObject(first + 2, claim.id());
        return statement.executeUpdate();
    }

    /** Deletes expired keys, and the oldest done keys beyond the configured number. */
    void sweep() throws SQLException {
        int gone = PIECE;
        while (gone == PIECE) {
            gone = with(FREE, statement -> {
                statement.setInt(1, PIECE);
                return statement.executeUpdate();
            });
        }
        gone = PIECE;
        while (gone == PIECE) {
            gone = with(TOO_MANY, statement -> {
                statement.setLong(1, config.idempotencyKeys());
                statement.setInt(2, PIECE);
                return statement.executeUpdate();
            });
        }
    }

    @FunctionalInterface
    private interface Work<T> {

        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        }
    }
}
