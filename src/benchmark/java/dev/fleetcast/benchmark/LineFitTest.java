package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineFitTest {

    @Test
    void pointsOnALineGiveThatLine() {
        LineFit fit = LineFit.of(points(x -> 3 + 2 * x));

        assertThat(fit.slope()).isCloseTo(2, within(1e-9));
        assertThat(fit.intercept()).isCloseTo(3, within(1e-9));
        assertThat(fit.r2()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aStepIsNoLine() {
        assertThat(LineFit.of(points(x -> x < 9 ? 1 : 10)).r2()).isLessThan(0.5);
    }

    @Test
    void thePlotShowsEveryPoint() {
        Plot plot = new Plot(List.of(new Plot.Series("streams", points(x -> x))), "cores");

        assertThat(plot.svg().split("<circle")).hasSize(11);
    }

    private static List<Plot.Point> points(DoubleUnaryOperator y) {
        return IntStream.range(0, 10)
                .mapToObj(x -> new Plot.Point(x, y.applyAsDouble(x)))
                .toList();
    }
}
