package dev.waybill.freshness;

import dev.waybill.operate.DeploymentSettings;
import java.util.Map;

/**
 * The configuration of check-freshness.
 *
 * @param topicArn where late hours are announced
 */
record CheckFreshnessSettings(DeploymentSettings deployment, String topicArn) {

    /**
     * Reads {@code TOPIC_ARN}, and what {@link DeploymentSettings} reads.
     *
     * @throws IllegalArgumentException that names everything that is wrong
     */
    static CheckFreshnessSettings fromEnvironment(Map<String, String> environment) {
        return new CheckFreshnessSettings(
                DeploymentSettings.fromEnvironment("check-freshness", environment, "TOPIC_ARN"),
                environment.getOrDefault("TOPIC_ARN", ""));
    }
}
