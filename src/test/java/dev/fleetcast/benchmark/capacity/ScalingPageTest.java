package dev.fleetcast.benchmark.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ScalingPageTest {

    @Test
    void tablesMatchTheModel() throws Exception {
        String page = Files.readString(ScalingPage.PATH);

        ScalingPage.tables(Costs.MEASURED)
                .forEach((name, table) -> assertThat(ScalingPage.table(page, name))
                        .as("table %s: run ScalingPage", name)
                        .isEqualTo(table));
    }

    @Test
    void thePageNamesNoTableThatTheModelDoesNotMake() throws Exception {
        assertThat(Files.readString(ScalingPage.PATH).lines().filter(line -> line.startsWith("<!-- table ")))
                .containsExactlyInAnyOrderElementsOf(ScalingPage.tables(Costs.MEASURED).keySet().stream()
                        .map(name -> "<!-- table " + name + " -->")
                        .toList());
    }

    /** The statements of the page's text. When this fails, change the text. */
    @Test
    void textMatchesTheFigures() {
        assertThat(Sizing.overused(lists(300_000))).containsExactly(Limit.REMEMBERED);
        assertThat(Sizing.overused(lists(1_000_000)))
                .contains(Limit.COMMANDS, Limit.MASS_RETURN, Limit.MEMORY)
                .doesNotContain(Limit.CORES, Limit.KAFKA, Limit.MARKS);
        assertThat(Sizing.overused(lists(10_000_000)))
                .contains(Limit.FEED_THREAD, Limit.KAFKA, Limit.MARKS, Limit.SESSIONS)
                .doesNotContain(Limit.LEDGER_THREAD, Limit.STREAM_LOG);
        assertThat(lists(15_000).cpu().total()).isLessThan(1);
    }

    private static Replica lists(double streams) {
        return new Sizing(Costs.MEASURED, Load.lists(streams), Deployment.of(1)).smallest();
    }
}
