/// The figures of one firm in one year, as one dataset has them.
public struct FirmYear: Codable, Hashable, Sendable {
  /// Dataset that the figures come from; with firm and year it makes the row unique.
  public var datasetID: Identifier<Dataset>
  /// Firm that the figures are of.
  public var firmID: Identifier<Firm>
  /// Year that the figures are for, 1000 to 2999.
  public var year: Int
  /// Zone in which the firm was seated in the year; nil where not recorded.
  public var zoneID: Identifier<Zone>?
  /// Industry of the firm's main activity in the year; nil where not recorded.
  public var industryID: Identifier<Industry>?
  /// Persons employed, average of the year unless the dataset says otherwise, 0 or more; nil where
  /// absent or suppressed.
  public var employees: Int?
  /// Gross industrial output at current prices in units of the dataset's currency, 0 or more; nil
  /// where absent or suppressed.
  public var output: Double?
  /// Operating revenue in units of the dataset's currency; may be negative; nil where absent or
  /// suppressed.
  public var revenue: Double?
  /// Industrial value added in units of the dataset's currency; may be negative; nil where absent
  /// or suppressed.
  public var valueAdded: Double?
  /// Total assets at the end of the year in units of the dataset's currency; nil where absent or
  /// suppressed.
  public var assets: Double?
  /// Total profit before income tax in units of the dataset's currency; a loss is negative; nil
  /// where absent or suppressed.
  public var profit: Double?
  /// Taxes and surcharges payable in units of the dataset's currency; a refund is negative; nil
  /// where absent or suppressed.
  public var tax: Double?
  /// Export delivery value in units of the dataset's currency, 0 or more; nil where absent or
  /// suppressed.
  public var exports: Double?
  /// Total pay of employees in the year in units of the dataset's currency, 0 or more; nil where
  /// absent or suppressed.
  public var wages: Double?
  /// Expenditure on research and development in units of the dataset's currency, 0 or more; nil
  /// where absent or suppressed.
  public var rdExpense: Double?
  /// Patents in the year as the dataset counts them (applied for, granted or held), 0 or more; nil
  /// where absent or suppressed.
  public var patents: Int?
  /// Energy consumed from all carriers, in tonnes of standard coal equivalent, 0 or more; nil where
  /// absent or suppressed.
  public var energy: Double?
  /// Water taken in the year in cubic metres, 0 or more; nil where absent or suppressed.
  public var water: Double?
  /// Waste water discharged, in tonnes, 0 or more; nil where absent or suppressed.
  public var wasteWater: Double?
  /// Industrial solid waste generated, in tonnes, 0 or more; nil where absent or suppressed.
  public var solidWaste: Double?
  /// JSON object by column for figures that are not simply reported; nil where all are reported or
  /// absent.
  ///
  /// Example: `{"employees": "suppressed"}`.
  public var flags: String?

  /// Takes what every row must have; the rest is nil.
  public init(datasetID: Identifier<Dataset>, firmID: Identifier<Firm>, year: Int) {
    self.datasetID = datasetID
    self.firmID = firmID
    self.year = year
  }
}
