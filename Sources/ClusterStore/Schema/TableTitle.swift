/// What a table holds, in both languages.
public struct TableTitle: Hashable, Sendable {
  /// In English.
  public let en: String
  /// In Chinese.
  public let zh: String

  /// The title of `table`; its name where it has none.
  public static func of(_ table: String) -> TableTitle {
    all[table] ?? views[table] ?? TableTitle(en: table, zh: table)
  }

  /// The title of every table of the schema.
  static let all: [String: TableTitle] = [
    "cell_year": .init(en: "Figures of an industry in a zone by year", zh: "地区行业年度数据"),
    "cluster": .init(en: "Industrial clusters", zh: "产业集群"),
    "cluster_firm": .init(en: "Firms of clusters", zh: "集群企业"),
    "cluster_industry": .init(en: "Industries of clusters", zh: "集群行业"),
    "cluster_institution": .init(en: "Institutions of clusters", zh: "集群机构"),
    "cluster_set": .init(en: "Sets of clusters that a document speaks of", zh: "集群组"),
    "cluster_set_member": .init(en: "Clusters of sets", zh: "集群组成员"),
    "cluster_zone": .init(en: "Further zones of clusters", zh: "集群所在地区"),
    "codebook": .init(en: "What every column means", zh: "编码手册"),
    "column_alias": .init(en: "Names of columns that users have added", zh: "用户字段别名"),
    "concept": .init(en: "Concepts of the field", zh: "概念"),
    "contradiction": .init(en: "Where documents agree or disagree", zh: "文献异同"),
    "dataset": .init(en: "Surveys, yearbooks and registers", zh: "数据集"),
    "derived_check": .init(en: "Arithmetic on printed figures", zh: "推算核对"),
    "derived_check_input": .init(en: "Figures that a derived check uses", zh: "推算依据"),
    "firm": .init(en: "Firms", zh: "企业"),
    "firm_measure": .init(en: "What firms do or are advised to do", zh: "企业举措"),
    "firm_year": .init(en: "Figures of firms by year", zh: "企业年度数据"),
    "flow": .init(en: "Exchanges of materials, by-products and services", zh: "物质交换"),
    "import_batch": .init(en: "Files that were imported", zh: "导入批次"),
    "import_change": .init(en: "What imports changed", zh: "导入变更"),
    "import_digest": .init(en: "How imported rows stood", zh: "导入行摘要"),
    "import_reject": .init(en: "Rows of files that did not fit", zh: "拒收记录"),
    "import_row_range": .init(en: "Rows that each import brought", zh: "导入行范围"),
    "indicator": .init(en: "Indicators of observations", zh: "指标"),
    "industry": .init(en: "Industries of every classification", zh: "行业"),
    "industry_crosswalk": .init(en: "Links between classifications of industries", zh: "行业对照"),
    "institution": .init(en: "Governments, universities, banks and other bodies", zh: "机构"),
    "link": .init(en: "Supply, subcontracts, joint research", zh: "协作关系"),
    "material": .init(en: "Materials, by-products and energy", zh: "物料"),
    "measure": .init(en: "What governments do or are advised to do", zh: "政府措施"),
    "measure_goal": .init(en: "Goals of measures", zh: "措施目标"),
    "measure_target": .init(en: "What measures aim at", zh: "措施对象"),
    "mention": .init(en: "Where else an entity is named", zh: "其他提及"),
    "name_index_gap": .init(en: "Names that the index lacks", zh: "待编入索引的名称"),
    "observation": .init(en: "Single figures of any subject", zh: "观测值"),
    "offer": .init(en: "Materials that firms offer", zh: "物料供给"),
    "person": .init(en: "Persons named by documents", zh: "人物"),
    "relation": .init(en: "How concepts relate", zh: "概念关系"),
    "saved_query": .init(en: "Questions with their queries", zh: "保存的查询"),
    "schema_migration": .init(en: "Changes of the schema so far", zh: "结构迁移记录"),
    "size_rule": .init(en: "How large a firm is called", zh: "企业规模划分标准"),
    "source": .init(en: "Documents", zh: "来源文献"),
    "statement": .init(en: "Remarks of documents without a figure", zh: "文献陈述"),
    "statistic": .init(en: "Figures as documents print them", zh: "文献数字"),
    "statistic_contradiction": .init(en: "Figures that disagree", zh: "数字异同"),
    "system": .init(en: "Systems that the documents call for", zh: "文献所需系统"),
    "taxonomy": .init(en: "Classifications of the documents", zh: "分类体系"),
    "term": .init(en: "Terms of the classifications", zh: "分类术语"),
    "want": .init(en: "Materials that firms want", zh: "物料需求"),
    "waste": .init(en: "Kinds of waste", zh: "废物类别"),
    "zone": .init(en: "Provinces, cities, counties and other zones", zh: "地区"),
    "zone_code": .init(en: "Codes of zones and the years they were in force", zh: "地区代码沿革"),
    "zone_industry": .init(en: "Industries of zones", zh: "地区产业"),
    "zone_member": .init(en: "Zones inside areas that are no level", zh: "区域成员"),
  ]

  /// The title of every view of the schema.
  static let views: [String: TableTitle] = [
    "cell": .init(en: "Employees of an industry in a zone by year", zh: "地区行业单元格"),
    "cluster_size": .init(en: "What the firms of a cluster add up to", zh: "集群规模"),
    "flow_graph": .init(en: "Exchanges from giver to taker", zh: "物质交换网络"),
    "industry_concentration": .init(en: "How concentrated industries are", zh: "行业集中度"),
    "industry_location_quotient": .init(en: "Location quotients of employees", zh: "区位商"),
    "industry_within": .init(en: "Industries below each branch", zh: "行业包含关系"),
    "measure_matrix": .init(en: "Measures by instrument and aspect", zh: "措施矩阵"),
    "zone_growth": .init(en: "Growth of employees in zones", zh: "地区从业人员增长"),
    "zone_specialization": .init(en: "How specialised zones are", zh: "地区专业化程度"),
    "zone_within": .init(en: "Zones inside each area", zh: "地区包含关系"),
  ]
}
