package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplaintTest {

    @Test
    void staysBelowFortyLinesAndNamesEverySetting() {
        List<Problem> problems = IntStream.range(0, 60)
                .mapToObj(i -> new Problem("fleetcast.a.setting-" + i, "is missing", "1"))
                .toList();

        String complaint = Complaint.about(problems);

        assertThat(complaint.lines()).hasSizeLessThan(40);
        assertThat(complaint).contains("FLEETCAST_A_SETTING_0 is missing").contains("FLEETCAST_A_SETTING_59");
    }
}
