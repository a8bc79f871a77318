package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.delivery.Outbox;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configuration and collaborators that all streams of a replica share.
 *
 * @param config lifecycle and limits
 * @param cursorLife how long an event id allows a complete backfill
 * @param cursors encodes event ids
 * @param keeper saves the state that outlives a connection; called on the event loop, never blocks
 * @param source the sources of missed messages
 * @param areas the sources of areas
 * @param queues the memory budget for events that wait for clients
 */
public record StreamContext(
        StreamConfig config,
        Duration cursorLife,
        CursorCodec cursors,
        Consumer<StreamRecord> keeper,
        ResumeSources source,
        AreaSources areas,
        MemoryBudget queues) {

    /** Creates it from the beans of the application. */
    @Singleton
    static class Assembly {

        @Produces
        @Singleton
        StreamContext context(
                StreamConfig config,
                ResumeConfig resume,
                CursorCodec cursors,
                Router router,
                StreamRecords records,
                Backfills backfills,
                Snapshots snapshots,
                Areas areas,
                MemoryBudgets budgets) {
            return new StreamContext(
                    config,
                    resume.maxAge(),
                    cursors,
                    records::keep,
                    new ResumeSources(backfills, snapshots, router::readTo, resume, budgets.of(MemoryKind.REPLAYS)),
                    new AreaSources(areas::find, records::save, budgets.of(MemoryKind.AREAS)),
                    budgets.of(MemoryKind.QUEUES));
        }
    }

    /**
     * The sources for messages that a client has missed.
     *
     * @param backfills reads them from Kafka
     * @param snapshots the last known messages, used to bridge a gap
     * @param readTo returns how far the feed has been read, see {@link Router#readTo}
     * @param config the backfill limits
     * @param budget the memory for messages that were read but not yet given to clients
     */
    public record ResumeSources(
            Backfills backfills,
            Snapshots snapshots,
            Supplier<FeedPosition> readTo,
            ResumeConfig config,
            MemoryBudget budget) {}

    /**
     * What streams need to follow areas.
     *
     * @param find finds the units of an area, see {@link Areas#find}
     * @param save saves a stream, see {@link StreamRecords#save}
     * @param memory the memory budget for areas
     */
    public record AreaSources(AreaSource find, Function<Stream, Uni<Void>> save, MemoryBudget memory) {}

    /** Finds the units of areas, see {@link Areas#find}. */
    @FunctionalInterface
    public interface AreaSource {

        /** The units that the viewer may see now; {@code before} if they are the same. */
        Areas.Found find(Viewer viewer, FollowedArea area, Areas.Found before);
    }

    /** A new queue of events; {@code charged} returns whom to charge for its memory. */
    Outbox outbox(Supplier<MemoryHolder> charged) {
        return new Outbox(config.queueEvents(), config.queueBytes().asLongValue(), queues, charged);
    }

    /** How long a client may come no closer to the live feed before it counts as slow. */
    Duration conflateAfter() {
        return config.conflateAfter().orElseGet(() -> config.slowTimeout().dividedBy(2));
    }
}
