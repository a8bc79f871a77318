package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.telemetry.UnitId;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What streams need to follow areas.
 *
 * @param find finds the units of an area, see {@link Areas#find}
 * @param inside whether a unit is inside, see {@link Areas#isInside}
 * @param save saves a stream, see {@link StreamRecords#save}
 * @param memory the memory budget for areas
 */
public record AreaSources(
        BiFunction<Viewer, FollowedArea, Areas.Found> find,
        BiPredicate<FollowedArea, UnitId> inside,
        Function<Stream, Uni<Void>> save,
        MemoryBudget memory) {}
