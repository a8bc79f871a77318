package dev.fleetcast.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadBackTest {

    private final ReadBack<String, Integer> writes = new ReadBack<>(IllegalStateException::new);

    @Test
    void writeIsCompleteWhenItIsReadBack() {
        CompletableFuture<Integer> done = write("one").subscribeAsCompletionStage();
        assertThat(done).isNotDone();

        writes.arrived("another", 1);
        writes.arrived("one", 2);

        assertThat(done).isCompletedWithValue(2);
        assertThat(writes.size()).isZero();
    }

    @Test
    void writeRepeatedUnderItsIdIsReadBackToo() {
        CompletableFuture<Integer> done =
                write("one").chain(first -> write("one")).subscribeAsCompletionStage();

        writes.arrived("one", 1);
        assertThat(done).isNotDone();
        writes.arrived("one", 2);

        assertThat(done).isCompletedWithValue(2);
        assertThat(writes.size()).isZero();
    }

    private Uni<Integer> write(String id) {
        return writes.write(id, () -> Uni.createFrom().voidItem());
    }
}
