public import Afklaring

/// The reports about persons' courses.
public enum ReferralReports {
  public static let all: [any Report.Type] = [
    WaitingDaysReport.self, ReferralTimesReport.self, OccupancyReport.self, StaysReport.self, ReadmissionsReport.self,
    FairnessReport.self,
  ]
}
