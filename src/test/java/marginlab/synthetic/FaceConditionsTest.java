package marginlab.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FaceConditionsTest {
    private static final double DEGREE = Math.PI / 180;

    @Test
    void looksAtTheCameraOrAwayFromIt() {
        for (int j = 0; j < 500; j++) {
            assertThat(yaw(j, FaceConditions.FRONTAL)).isLessThanOrEqualTo(10.01);
            assertThat(yaw(j, FaceConditions.PROFILE)).isBetween(57.99, 85.01);
        }
    }

    @Test
    void keepsThreeDecadesBetweenYoungAndOld() {
        for (int j = 0; j < 500; j++) {
            assertThat(FaceView.of(1, 0, j, FaceConditions.OLD).age()
                            - FaceView.of(1, 0, j, FaceConditions.YOUNG).age())
                    .isGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void showsEverySideAndAgeInTraining() {
        int profiles = 0;
        int old = 0;
        for (int j = 0; j < 1000; j++) {
            profiles += yaw(j, FaceConditions.WILD) > 58 ? 1 : 0;
            old += FaceView.of(1, 0, j, FaceConditions.WILD).age() > 57 ? 1 : 0;
        }
        assertThat(profiles).isBetween(30, 200);
        assertThat(old).isBetween(150, 400);
    }

    private static double yaw(int j, FaceConditions conditions) {
        return Math.abs(FaceView.of(1, 0, j, conditions).pose().yaw()) / DEGREE;
    }
}
