package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRoundTripTest {

    private final List<UniEmitter<? super Void>> trips = new ArrayList<>();
    private final SharedRoundTrip shared =
            new SharedRoundTrip(() -> Uni.createFrom().emitter(trips::add));

    @Test
    void questionAskedDuringATripIsAnsweredByTheNext() {
        UniAssertSubscriber<Void> first = ask();
        UniAssertSubscriber<Void> second = ask();
        UniAssertSubscriber<Void> third = ask();
        assertThat(trips).hasSize(1);

        trips.get(0).complete(null);
        first.assertCompleted();
        second.assertNotTerminated();
        third.assertNotTerminated();
        assertThat(trips).hasSize(2);

        trips.get(1).complete(null);
        second.assertCompleted();
        third.assertCompleted();
        assertThat(trips).hasSize(2);
    }

    @Test
    void failedTripFailsItsOwnQuestionsOnly() {
        UniAssertSubscriber<Void> first = ask();
        UniAssertSubscriber<Void> second = ask();

        trips.get(0).fail(new IllegalStateException("away"));
        first.assertFailedWith(IllegalStateException.class, "away");
        trips.get(1).complete(null);

        second.assertCompleted();
        ask();
        assertThat(trips).hasSize(3);
    }

    @Test
    void questionsThatWereWithdrawnMakeNoTrip() {
        ask();
        ask().cancel();

        trips.get(0).complete(null);

        assertThat(trips).hasSize(1);
        ask();
        assertThat(trips).hasSize(2);
    }

    private UniAssertSubscriber<Void> ask() {
        return shared.made().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
