package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.receipt.Verdict.CheckResult;
import java.util.List;
import java.util.Map;

/**
 * What the checks of a batch found.
 *
 * @param broken those that were measured and don't hold, by their results' positions, from 1
 */
record Findings(List<CheckResult> results, Map<Integer, Check> broken) {}
