package dev.fleetcast.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExternalClaimsTest {

    @Test
    void listsAndSingleValuesAreRead() {
        assertThat(ExternalTokens.texts(null)).isEmpty();
        assertThat(ExternalTokens.texts(Set.of("admin"))).containsExactly("admin");
        assertThat(ExternalTokens.texts("read write")).containsExactly("read", "write");
        assertThat(ExternalTokens.texts(12L)).containsExactly("12");
        assertThat(ExternalTokens.texts(Json.createValue("read"))).containsExactly("read");
        assertThat(ExternalTokens.texts(
                        Json.createArrayBuilder().add("Demo Fleet").add(3).build()))
                .containsExactly("Demo Fleet", "3");
    }
}
