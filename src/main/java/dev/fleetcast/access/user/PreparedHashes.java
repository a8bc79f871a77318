package dev.fleetcast.access.user;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Hashes of the passwords of one import, computed on several threads before its transaction: each takes about 0.1 s, and
 * the transaction locks the registry. Equal passwords have hashes of their own.
 */
@RequestScoped
class PreparedHashes {

    /** Below the idle timeout of connections: a response that comes later reaches no client. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Passwords passwords;
    private final Executor threads;
    private final Duration patience;
    private final Map<String, Deque<String>> hashes = new HashMap<>();

    @Inject
    PreparedHashes(Passwords passwords, HashingThreads threads) {
        this(passwords, threads, PATIENCE);
    }

    PreparedHashes(Passwords passwords, Executor threads, Duration patience) {
        this.passwords = passwords;
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * Hashes the passwords, each of which {@link Passwords#hash} must accept. Blocks, for 40 s at most.
     *
     * @throws HttpProblem 413 if there are too many for this time
     */
    void prepare(List<String> plain) {
        long start = System.nanoTime();
        List<String> made = new ArrayList<>(plain.size());
        while (made.size() < plain.size() && System.nanoTime() - start < patience.toNanos()) {
            // A few at a time: other imports take turns.
            int end = Math.min(plain.size(), made.size() + HashingThreads.number());
            plain.subList(made.size(), end).stream()
                    .map(password -> CompletableFuture.supplyAsync(() -> passwords.hash(password), threads))
                    .toList()
                    .forEach(hash -> made.add(hash.join()));
        }
        if (made.size() < plain.size()) {
            throw tooMany(plain.size(), made.size());
        }
        for (int i = 0; i < made.size(); i++) {
            hashes.computeIfAbsent(plain.get(i), password -> new ArrayDeque<>()).add(made.get(i));
        }
    }

    private HttpProblem tooMany(int passwords, int done) {
        return HttpProblem.builder()
                .withStatus(Status.REQUEST_ENTITY_TOO_LARGE)
                .withTitle(Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase())
                .withDetail("The file has " + passwords + " new passwords, of which " + done + " could be hashed in "
                        + patience.toSeconds() + " s. Nothing was imported. Split the file.")
                .build();
    }

    /** A hash of the password to store, each for one user. */
    String take(String password) {
        Deque<String> prepared = hashes.get(password);
        return prepared == null || prepared.isEmpty() ? passwords.hash(password) : prepared.remove();
    }
}
