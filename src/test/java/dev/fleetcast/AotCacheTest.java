package dev.fleetcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AotCacheTest {

    @Test
    void lastOptionNamesTheCache() {
        assertThat(AotCache.given(List.of("-Xmx1g", "-XX:AOTCache=old.aot", "-XX:AOTCache=/app/app.aot")))
                .contains("/app/app.aot");
        assertThat(AotCache.given(List.of("-Xmx1g", "-XX:AOTCacheOutput=app.aot")))
                .isEmpty();
    }

    @Test
    void machineSaysWhetherItSharesClasses() {
        assertThat(AotCache.isShared("mixed mode, sharing")).isTrue();
        assertThat(AotCache.isShared("mixed mode")).isFalse();
    }
}
