package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTest {

    @Test
    void staysBelowFortyLinesAndNamesEverySetting() {
        List<ConfigProblem> problems = IntStream.range(0, 60)
                .mapToObj(i -> new ConfigProblem("fleetcast.a.setting-" + i, "is missing", "1"))
                .toList();

        String complaint = Preflight.message(problems);

        assertThat(complaint.lines()).hasSizeLessThan(40);
        assertThat(complaint).contains("FLEETCAST_A_SETTING_0 is missing").contains("FLEETCAST_A_SETTING_59");
    }
}
