package dev.fleetcast.ingest;

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
 * Which requests are under way or done, in the database, for all replicas. Times are the database's. Blocks: for worker
 * threads only; safe for use by any number of them.
 */
@ApplicationScoped
class KeyClaims {

    /** A claimant that has not said within this time what became of its request is dead. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * Senders that all repeat their requests at once must not take every connection from logins and the registry. What became
     * of a request is written down all the same.
     */
    private static final int MAX_CONNECTIONS = 8;

    private static final int PATIENCE_SECONDS = 1;

    /** Pieces that the database deletes well within the time it has for an answer. */
    private static final int PIECE = 5_000;

    // Nothing comes back of a row that somebody else has written after this statement had begun, be it new or free
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

    // The same rows whoever asks: replicas that sweep at once take out no more than one of them would.
    private static final String TOO_MANY = """
            delete from idempotency_key where (user_id, key) in (
                select user_id, key from idempotency_key
                where done and free_at <= (
                    select free_at from idempotency_key where done order by free_at desc offset ? limit 1)
                order by free_at limit ? for update skip locked)""";

    /** A request: whose, what its sender calls it, what it says, and a name of this attempt alone. */
    record Claim(long userId, byte[] key, byte[] bodyHash, UUID id) {}

    /** What a claim came to. */
    enum Outcome {
        /** The claimant carries the request out, and says then what became of it. */
        CLAIMED,
        /** It was carried out before. */
        DONE,
        /** Somebody else has the claim. */
        UNDER_WAY,
        /** The key stands for another request. */
        OTHER_REQUEST
    }

    private final DataSource database;
    private final IngestConfig config;
    private final Semaphore turns = new Semaphore(MAX_CONNECTIONS);

    KeyClaims(DataSource database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Takes the key unless somebody has it. */
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
                throw new SQLTransientException("too many use idempotency keys");
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

    /** The request was carried out, and is not to be again for as long as keys are remembered. */
    void finish(Claim claim) throws SQLException {
        with(FINISH, statement -> {
            statement.setLong(1, config.idempotencyWindow().toMillis());
            return end(claim, statement, 2);
        });
    }

    /** The request was not carried out, and may be tried again. */
    void giveBack(Claim claim) throws SQLException {
        with(GIVE_BACK, statement -> end(claim, statement, 1));
    }

    private static int end(Claim claim, PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, claim.userId());
        statement.setBytes(first + 1, claim.key());
        statement.setObject(first + 2, claim.id());
        return statement.executeUpdate();
    }

    /** Takes out what is free again, and of what is done the oldest beyond the number that is to be remembered. */
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
