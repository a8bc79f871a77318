package dev.fleetcast.memory;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The replica's memory budgets, one per kind. */
@ThreadSafe
@Startup
@ApplicationScoped
public class MemoryBudgets {

    private final Map<MemoryKind, MemoryBudget> budgets = new EnumMap<>(MemoryKind.class);
    private final long windowBytes;

    @Inject
    MemoryBudgets(MemoryConfig config, MeterRegistry registry) {
        this(config, registry, Runtime.getRuntime().maxMemory());
    }

    /** Divides a heap of {@code heapBytes}. */
    public MemoryBudgets(MemoryConfig config, MeterRegistry registry, long heapBytes) {
        windowBytes = heapBytes / 100 * config.windowPercent();
        for (MemoryKind kind : MemoryKind.values()) {
            long limit = heapBytes / 100 * percent(config, kind);
            MemoryBudget budget = new MemoryBudget(limit, limit / 100 * config.perUserPercent());
            budgets.put(kind, budget);
            register(registry, kind, budget);
        }
    }

    /** Bytes for the newest updates, which belong to no client. */
    public long windowBytes() {
        return windowBytes;
    }

    public MemoryBudget of(MemoryKind kind) {
        return budgets.get(kind);
    }

    private static int percent(MemoryConfig config, MemoryKind kind) {
        return switch (kind) {
            case QUEUES -> config.queuesPercent();
            case REPLAYS -> config.replaysPercent();
            case FEEDS -> config.feedsPercent();
            case DETACHED -> config.detachedPercent();
            case AREAS -> config.areasPercent();
            case COMMANDS -> config.commandsPercent();
            case BODIES -> config.bodiesPercent();
        };
    }

    private static void register(MeterRegistry registry, MemoryKind kind, MemoryBudget budget) {
        Gauge.builder("fleetcast.memory.used", budget, MemoryBudget::used)
                .description("Bytes of memory that clients use on this replica, by kind")
                .baseUnit("bytes")
                .tag("kind", kind.word())
                .register(registry);
        Gauge.builder("fleetcast.memory.limit", budget, MemoryBudget::limit)
                .description("Bytes of memory that clients may use on this replica, by kind")
                .baseUnit("bytes")
                .tag("kind", kind.word())
                .register(registry);
        countRefusals(registry, kind, "user", budget, MemoryBudget::refusedForHolder);
        countRefusals(registry, kind, "all", budget, MemoryBudget::refusedInAll);
    }

    private static void countRefusals(
            MeterRegistry registry,
            MemoryKind kind,
            String scope,
            MemoryBudget budget,
            ToDoubleFunction<MemoryBudget> refusals) {
        FunctionCounter.builder("fleetcast.memory.refused", budget, refusals)
                .description("Times a client was refused memory, by kind, and by scope: one user's share or all of it")
                .tag("kind", kind.word())
                .tag("scope", scope)
                .register(registry);
    }
}
