package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.DeliveryObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reports on an update's way through an event loop. */
class DeliveryObserverTest {

    private final List<String> told = new ArrayList<>();
    private final OpenStream open = OpenStream.with();

    private final class Told implements DeliveryObserver {

        @Override
        public void routed() {
            told.add("routed");
        }

        @Override
        public void delivered(int streams) {
            told.add(streams + " after " + open.story().size());
        }
    }

    @Test
    void observerIsCalledWhenTheUpdateIsWritten() {
        open.follow(1);

        open.route(watched(1, 7));

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #7");
        assertThat(told).containsExactly("1 after 2");
    }

    @Test
    void observersOfOneBatchAreCalledWhenAllIsWritten() {
        open.follow(1, 2);

        open.route(watched(1, 1), watched(2, 2));

        assertThat(told).containsExactly("1 after 4", "1 after 4");
    }

    @Test
    void unfollowedUpdateIsNotDelivered() {
        open.follow(1);

        open.route(watched(2, 1));

        assertThat(told).isEmpty();
    }

    @Test
    void gatewayLagCountsWrittenUpdates() {
        open.follow(1);
        open.route(watched(2, 1));
        assertThat(open.meters.get("fleetcast.gateway.lag").timer().count()).isZero();

        open.route(watched(1, 2), watched(1, 3));

        assertThat(open.meters.get("fleetcast.gateway.lag").timer().count()).isEqualTo(1);
        assertThat(open.meters.get("fleetcast.gateway.lag").timer().max(TimeUnit.SECONDS))
                .isLessThan(60);
    }

    private Update watched(long unit, long number) {
        return TestUpdates.position(unit, number).observedBy(new Told());
    }
}
