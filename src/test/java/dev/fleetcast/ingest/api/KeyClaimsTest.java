package dev.fleetcast.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The retention of idempotency keys. */
class KeyClaimsTest {

    private static final String NAMES = "select convert_from(key, 'UTF8') from idempotency_key order by key";

    private final EmptyRegistry database = EmptyRegistry.create();
    private final KeyClaims claims = claims(3);

    @Test
    void expiredKeysAreDeletedAndOthersStay() throws Exception {
        claims.finish(claimed("done"));
        claimed("dead");
        pass("30 seconds");
        claims.finish(claimed("later"));
        claimed("under way");

        claims.sweep();
        assertThat(database.texts(NAMES)).containsExactly("done", "later", "under way");
        pass("9 minutes 30 seconds");
        claims.sweep();

        assertThat(database.texts(NAMES)).containsExactly("later");
    }

    @Test
    void oldestFinishedKeysAreDeletedBeyondTheLimit() throws Exception {
        claimed("under way");
        for (int i = 0; i < 5; i++) {
            claims.finish(claimed("done " + i));
        }

        claims.sweep();
        // The sweep of another replica.
        claims(3).sweep();

        assertThat(database.texts(NAMES)).containsExactly("done 2", "done 3", "done 4", "under way");
    }

    @Test
    void severalBatchesAreDeleted() throws Exception {
        fill("now()", 11_000);
        claims.sweep();
        assertThat(database.count("idempotency_key")).isZero();

        fill("now() + number * interval '1 second'", 11_000);
        claims.sweep();
        assertThat(database.count("idempotency_key")).isEqualTo(3);
    }

    @Test
    void janitorSweepsByItself() throws Exception {
        fill("now()", 1);
        KeyJanitor janitor = new KeyJanitor(claims);

        janitor.start(new StartupEvent());

        Awaitility.await().until(() -> database.count("idempotency_key") == 0);
        janitor.stop();
    }

    @Test
    void onlyTheClaimantEndsItsClaim() throws Exception {
        claimed("key");
        KeyClaims.Claim stranger = claim("key");

        claims.finish(stranger);
        assertThat(database.count("idempotency_key where done")).isZero();
        claims.giveBack(stranger);

        assertThat(database.count("idempotency_key")).isEqualTo(1);
    }

    private KeyClaims claims(int number) {
        return new KeyClaims(
                database.dataSource(),
                Settings.of(IngestConfig.class, Map.of("fleetcast.ingest.idempotency-keys", Integer.toString(number))));
    }

    private KeyClaims.Claim claimed(String key) throws SQLException {
        KeyClaims.Claim claim = claim(key);
        assertThat(claims.claim(claim)).isEqualTo(KeyClaims.Outcome.CLAIMED);
        return claim;
    }

    private static KeyClaims.Claim claim(String key) {
        return new KeyClaims.Claim(1, key.getBytes(StandardCharsets.UTF_8), new byte[32], UUID.randomUUID());
    }

    private void fill(String freeAt, int rows) throws SQLException {
        database.execute("""
                insert into idempotency_key (user_id, key, body_hash, claim, done, free_at)
                select number, '', '', gen_random_uuid(), true, %s from generate_series(1, %d) number""".formatted(freeAt, rows));
    }

    private void pass(String time) throws SQLException {
        database.execute("update idempotency_key set free_at = free_at - interval '" + time + "'");
    }
}
