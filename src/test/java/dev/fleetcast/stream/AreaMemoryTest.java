package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What streams reserve for their areas covers what these take. */
class AreaMemoryTest {

    private static final int STREAMS = 20;
    private static final int UNITS = 2_000;

    /** Other tests allocate in this process meanwhile, so one of several measurements is enough. */
    @Test
    void unitsTakeNoMoreThanIsReserved() {
        assertThat(IntStream.range(0, 3)
                        .mapToObj(time -> CompletableFuture.supplyAsync(
                                AreaMemoryTest::isCovered, task -> new Thread(task).start()))
                        .map(CompletableFuture::join))
                .contains(true);
    }

    private static boolean isCovered() {
        OpenStream open = OpenStream.with();
        for (int unit = 1; unit <= UNITS; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Stream stream = open.add(new Nowhere());
            stream.own(new Viewer(i, "demo", Set.of(), Set.of(1L), "session"));
            streams.add(stream);
        }
        long before = usedHeap();
        for (Stream stream : streams) {
            assertThat(stream.followArea(AreaRequest.parse("{\"bbox\":[0,0,1,1]}")))
                    .isTrue();
            open.during(stream, 10_000);
            assertThat(stream.subscriptions().units()).hasSize(UNITS);
        }
        return usedHeap() - before < open.areaMemory.used();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
