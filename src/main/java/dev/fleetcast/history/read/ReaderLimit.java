package dev.fleetcast.history.read;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How many readings of the past go on at once, and their memory: slow clients must not take all connections from the
 * recorder, and one user must not take all readings from the others.
 */
@ThreadSafe
@Singleton
public final class ReaderLimit {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final MemoryBudget memory;
    private final int perUser;
    private final Semaphore inAll;
    /** One small entry for each user who has read. */
    private final Map<Long, Semaphore> users = new ConcurrentHashMap<>();

    private final Counter refusedForUser;
    private final Counter refusedInAll;

    @Inject
    ReaderLimit(HistoryConfig config, MemoryBudgets memory, MeterRegistry registry) {
        this(config.readers(), config.readersPerUser(), memory.of(MemoryKind.REPLAYS), registry);
    }

    /**
     * @param inAll readings of this replica
     * @param perUser readings of one user
     * @param memory for what is read at once
     */
    public ReaderLimit(int inAll, int perUser, MemoryBudget memory, MeterRegistry registry) {
        this.memory = memory;
        this.inAll = new Semaphore(inAll);
        this.perUser = perUser;
        this.refusedForUser = refused(registry, "user");
        this.refusedInAll = refused(registry, "all");
    }

    /**
     * Runs a reading of the user; waits a little for its turn.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 beyond the readings of one user
     * @throws HistoryException if too many others read
     */
    void run(long user, Consumer<Reservation> reading) {
        Semaphore turns = users.computeIfAbsent(user, first -> new Semaphore(perUser));
        if (!hasTurn(turns)) {
            refusedForUser.increment();
            throw Problems.tooMany("You read the past too often at once. Wait for an answer first.", LATER);
        }
        try (Reservation own = new Reservation(memory, MemoryHolder.ofUser(user), PastMessages.MOST_BYTES)) {
            runInTurn(() -> reading.accept(own));
        } finally {
            turns.release();
        }
    }

    /** Memory of the user for what is kept of several readings; the caller closes it. */
    Reservation kept(long user) {
        return new Reservation(memory, MemoryHolder.ofUser(user), Long.MAX_VALUE);
    }

    private void runInTurn(Runnable reading) {
        if (!hasTurn(inAll)) {
            refusedInAll.increment();
            throw new HistoryException(new SQLTransientException("Too many readers of the past"));
        }
        try {
            reading.run();
        } finally {
            inAll.release();
        }
    }

    private static boolean hasTurn(Semaphore turns) {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Counter refused(MeterRegistry registry, String scope) {
        return Counter.builder("fleetcast.history.refused")
                .description("Readings of the past that were refused, by scope: those of one user or all")
                .tag("scope", scope)
                .register(registry);
    }
}
