package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.Replica;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Swagger UI of the packaged application. */
class SwaggerUiIT {

    @Test
    void isForAdministratorsAndTheDescriptionOfTheApiForAll() {
        try (Replica replica = Replica.start(Map.of())) {
            for (String path : new String[] {"/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/index.html"}) {
                HttpResponse<String> refused = PlainHttp.get(replica.address() + path);
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(refused.body()).contains("A login is required.");
            }
            assertThat(page(replica, "demo").statusCode()).isEqualTo(403);
            HttpResponse<String> shown = page(replica, "admin");
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("swagger-ui-bundle.js", "/q/openapi");
            assertThat(shown.headers().firstValue("Content-Security-Policy")).isEmpty();
            assertThat(PlainHttp.get(replica.address() + "/q/openapi").statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> page(Replica replica, String account) {
        String token = Api.login(replica.address(), account).token();
        return PlainHttp.get(replica.address() + "/q/swagger-ui/", "Authorization", "Bearer " + token);
    }
}
