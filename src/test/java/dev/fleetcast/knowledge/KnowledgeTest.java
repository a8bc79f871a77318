package dev.fleetcast.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

    private final Knowledge knowledge = new Knowledge();

    @Test
    void waitEndsWhenTheLastOfTheViewsIsKnown() {
        UniAssertSubscriber<Void> wait = wait(View.SESSIONS, View.REGISTRY);

        knowledge.learned(View.SESSIONS);
        knowledge.learned(View.FEED);
        assertThat(knowledge.has(View.SESSIONS, View.REGISTRY)).isFalse();
        wait.assertNotTerminated();
        knowledge.learned(View.REGISTRY);

        wait.awaitItem();
        assertThat(knowledge.waiting()).isZero();
    }

    @Test
    void knownViewIsNotAwaited() {
        knowledge.learned(View.FEED);

        wait(View.FEED).assertCompleted();
    }

    @Test
    void abandonedWaitLeavesNothingBehind() {
        UniAssertSubscriber<Void> wait = wait(View.FEED);
        assertThat(knowledge.waiting()).isEqualTo(1);

        wait.cancel();

        assertThat(knowledge.waiting()).isZero();
    }

    @Test
    void impatientCallerLearnsWhatIsMissing() {
        knowledge.learned(View.REGISTRY);

        assertThatThrownBy(() -> knowledge
                        .soon(Duration.ofMillis(1), View.REGISTRY, View.FEED)
                        .await()
                        .indefinitely())
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(503);
                    assertThat(problem.getHeaders()).containsKey("Retry-After");
                    assertThat(problem.getDetail())
                            .contains("last known positions")
                            .doesNotContain("registry");
                });
        assertThat(knowledge.waiting()).isZero();
    }

    private UniAssertSubscriber<Void> wait(View... views) {
        return knowledge.of(views).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
