package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A broker of its own, which goes away. */
@QuarkusTest
@QuarkusTestResource(value = KafkaOutageTest.OwnBroker.class, restrictToAnnotatedClass = true)
class KafkaOutageTest {

    public static final class OwnBroker implements QuarkusTestResourceLifecycleManager {

        private EmbeddedKafka broker;

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            broker = EmbeddedKafka.start(Ports.free());
            return Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
        }

        @Override
        public void inject(Object test) {
            ((KafkaOutageTest) test).broker = this;
        }

        void goAway() {
            broker.close();
            broker = null;
        }

        @Override
        public void stop() {
            if (broker != null) {
                goAway();
            }
        }
    }

    @Inject
    TestUsers users;

    OwnBroker broker;

    @Test
    void withoutKafkaLogoutIsToldToComeBackAndEverythingElseGoesOn() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        login.byHeader().get("/test/who").then().statusCode(200);
        broker.goAway();

        long start = System.nanoTime();
        Response logout = login.byHeader().post("/api/v1/auth/logout");

        logout.then().statusCode(503).contentType("application/problem+json");
        assertThat(logout.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        login.byHeader().get("/test/who").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> LoggedIn.as(user).byHeader().get("/test/who").statusCode() == 200);
    }
}
