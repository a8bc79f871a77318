package dev.fleetcast.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimValuesTest {

    @Test
    void listsAndSingleValuesAreRead() {
        assertThat(ClaimValues.texts(null)).isEmpty();
        assertThat(ClaimValues.texts(Set.of("admin"))).containsExactly("admin");
        assertThat(ClaimValues.texts("read write")).containsExactly("read", "write");
        assertThat(ClaimValues.texts(12L)).containsExactly("12");
        assertThat(ClaimValues.texts(Json.createValue("read"))).containsExactly("read");
        assertThat(ClaimValues.texts(
                        Json.createArrayBuilder().add("Demo Fleet").add(3).build()))
                .containsExactly("Demo Fleet", "3");
    }
}
