package dev.fleetcast.device.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.group.FollowerId;
import dev.fleetcast.device.event.stream.KeptPlaces.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptPlacesTest {

    private final MemoryBudget memory = new MemoryBudget(20 * KeptPlaces.PLACE_BYTES, 10 * KeptPlaces.PLACE_BYTES);
    private final KeptPlaces places = new KeptPlaces(Duration.ofSeconds(30), memory);

    private void keep(String key, String at, long millis) {
        places.keep(key, new Place("stream of " + at, at, millis));
    }

    private Optional<String> take(String key, long millis) {
        return places.take(key, millis).map(Place::eventId);
    }

    @Test
    void placeIsTakenOnce() {
        keep("k", "a", 0);

        assertThat(take("k", 10)).contains("a");
        assertThat(take("k", 10)).isEmpty();
        assertThat(places.keys()).isZero();
    }

    @Test
    void placeIsForgottenInTime() {
        keep("k", "a", 0);
        assertThat(take("k", 30_001)).isEmpty();

        keep("k", "b", 50_000);
        keep("other", "c", 100_000);
        assertThat(places.keys()).isEqualTo(1);
    }

    @Test
    void newestOfSeveralPlacesIsTakenFirst() {
        keep("k", "a", 0);
        keep("k", "b", 1);

        assertThat(take("k", 2)).contains("b");
        assertThat(take("k", 2)).contains("a");
    }

    @Test
    void noteHoldsUntilItsStreamHasClosed() {
        places.note("k", new Place("s", "a", 0));
        places.note("k", new Place("s", "b", 1_000));
        assertThat(places.noted("k", 2_000)).map(Place::eventId).contains("b");
        assertThat(places.noted("k", 31_001)).isEmpty();

        places.keep("k", new Place("s", "c", 3_000));
        assertThat(places.noted("k", 3_000)).isEmpty();
        places.note("k", new Place("t", "d", 3_000));
        places.forgetNote("k", "t");
        assertThat(places.noted("k", 3_000)).isEmpty();
    }

    @Test
    void placesAndNotesOfAUserHaveABound() {
        String mine = FollowerId.of(MemoryHolder.ofUser(1));
        for (int i = 0; i < 5; i++) {
            places.keep("k" + i, new Place(mine, "a", i));
            places.note("k" + i, new Place(mine, "b", i));
        }
        places.keep("one more", new Place(mine, "c", 6));
        places.note("k0", new Place(mine, "d", 7));
        places.keep("another's", new Place(FollowerId.of(MemoryHolder.ofUser(2)), "e", 8));

        assertThat(take("one more", 9)).isEmpty();
        assertThat(take("another's", 9)).contains("e");
        assertThat(places.noted("k0", 9)).map(Place::eventId).contains("d");
        assertThat(take("k0", 9)).contains("a");
        places.keep("one more", new Place(mine, "c", 9));
        assertThat(take("one more", 10)).contains("c");

        assertThat(take("k1", 40_000)).isEmpty();
        assertThat(memory.used()).isZero();
    }
}
