package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRoleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/waybill-copy",
                "arn:aws:iam::123456789012:role/path/to/waybill",
                "arn:aws-cn:iam::123456789012:role/waybill"
            })
    void anArnIsALiteral(String arn) {
        assertThat(new CopyRole(arn).sql()).isEqualTo("'" + arn + "'");
    }

    @Test
    void theDefaultRoleIsAKeyword() {
        assertThat(new CopyRole("default").sql()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DEFAULT",
                "waybill-copy",
                "arn:aws:iam::1234:role/waybill",
                "arn:aws:iam::123456789012:user/waybill",
                "arn:aws:iam::123456789012:role/waybill' ACCEPTANYDATE --"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new CopyRole(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid copy role: '" + text + "' is neither an IAM role's ARN nor default");
    }

    @Test
    void aLocationOfSafeCharactersCanStandInALiteral() {
        String location =
                "s3://processed-usgs/_receipts/earthquakes/earthquakes-2018020100-5f1c09a2b3d4e5f6/copy.manifest";
        assertThat(CopyRole.requireSafe(location)).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/a'b", "s3://bucket/a b", "s3://bucket/", "bucket/a", "s3://bucket/a\nb"})
    void anyOtherLocationIsRefused(String location) {
        assertThatThrownBy(() -> CopyRole.requireSafe(location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid location for COPY: '" + location + "'");
    }
}
