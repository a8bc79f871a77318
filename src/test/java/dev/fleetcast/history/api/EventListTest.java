package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fleetcast.history.api.UnitEvents.Found;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventListTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final MemoryBudget budget = new MemoryBudget(4 << 20, 2 << 20);

    private Reservation memory() {
        return new Reservation(budget, MemoryHolder.ofUser(7), Long.MAX_VALUE);
    }

    private static Found event(int second, int bytes) {
        return new Found(
                NOON.plusSeconds(second),
                "PANIC",
                JsonNodeFactory.instance.objectNode().put("second", second).put("note", "x".repeat(bytes)));
    }

    @Test
    void eventsOfAllUnitsAscend() {
        EventList list = new EventList(memory(), "to");
        list.add(event(5, 0));
        list.add(event(9, 0));
        list.add(event(7, 0));

        assertThat(list.contents())
                .hasToString(
                        "[{'second':5,'note':''}, {'second':7,'note':''}, {'second':9,'note':''}]".replace('\'', '"'));
    }

    @Test
    void eventsComeOutOfTheMemoryOfTheUser() {
        try (Reservation memory = memory()) {
            EventList list = new EventList(memory, "to");
            list.add(event(1, 1_200_000));

            HttpProblem refused = catchThrowableOfType(HttpProblem.class, () -> list.add(event(2, 1_200_000)));

            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(list.contents()).hasSize(1);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void entriesAreWrittenAsTheJsonTheyAre() throws JsonProcessingException {
        EventList list = new EventList(memory(), "to");
        list.add(event(5, 3));

        assertThat(new ObjectMapper().writeValueAsString(new PastList(list.contents())))
                .isEqualTo("{'data':[{'second':5,'note':'xxx'}]}".replace('\'', '"'));
    }

    @Test
    void tooManyEventsNameTheEndOfTheTime() {
        EventList list = new EventList(memory(), "hours");
        for (int second = 0; second < EventList.MOST; second++) {
            list.add(event(second, 0));
        }

        HttpProblem refused = catchThrowableOfType(HttpProblem.class, () -> list.add(event(0, 0)));

        assertThat(refused.getStatusCode()).isEqualTo(422);
        assertThat(refused.getParameters().toString()).contains("hours");
    }
}
