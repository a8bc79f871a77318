package dev.fleetcast.device.command.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Calls that a browser may repeat without its user's knowledge: those that are under way, those that timed out
 * (browsers send a request again after a 408), and those whose response was lost with the connection. Within ten
 * seconds their repetition gets the outcome of the first one. A call whose response was delivered is no longer one of
 * them: the next is meant.
 */
@ThreadSafe
final class Repetitions {

    /** How long after its outcome a call can be repeated. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int MAX_KNOWN = 20_000;

    private final Ticker ticker;
    private final Cache<String, First> known;

    /** A call that may be repeated. */
    private final class First {

        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile long doneAt;

        void done(Outcome how) {
            doneAt = ticker.read();
            outcome.complete(how);
        }

        boolean isRepeatable() {
            return !outcome.isDone() || ticker.read() - doneAt < WINDOW.toNanos();
        }
    }

    /** @param longest the longest time until an outcome */
    Repetitions(Duration longest, Ticker ticker) {
        this.ticker = ticker;
        this.known = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN)
                .expireAfterWrite(longest.plus(WINDOW))
                .ticker(ticker)
                .build();
    }

    /** Names a session's call without revealing the session. */
    static String fingerprint(String session, String coreid, CommandKind kind, String function, String arg) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {session, coreid, kind.word(), function, arg}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The outcome of the first one, if a call of that fingerprint repeats it. */
    Optional<Uni<Outcome>> of(String fingerprint) {
        return Optional.ofNullable(known.getIfPresent(fingerprint))
                .filter(First::isRepeatable)
                .map(first -> Uni.createFrom().completionStage(first.outcome));
    }

    /** Carries out a call, unless one of that fingerprint is under way. Goes on when the caller gives up. */
    Uni<Outcome> first(String fingerprint, Supplier<Uni<Outcome>> call) {
        First mine = new First();
        First first = known.asMap().merge(fingerprint, mine, (older, newer) -> older.isRepeatable() ? older : newer);
        if (first == mine) {
            call.get().subscribe().with(mine::done, failure -> {
                known.asMap().remove(fingerprint, mine);
                mine.outcome.completeExceptionally(failure);
            });
        }
        return Uni.createFrom().completionStage(first.outcome);
    }

    /** Notes that the caller has received an outcome; only one that timed out can be repeated from now on. */
    void delivered(String fingerprint, Outcome outcome) {
        if (outcome.answer() != null) {
            known.invalidate(fingerprint);
        }
    }

    /** Notes that the outcome did not reach its caller. */
    void lost(String fingerprint, Outcome outcome) {
        First again = new First();
        again.done(outcome);
        known.asMap().putIfAbsent(fingerprint, again);
    }
}
